import { describe, expect, it } from "vitest";
import { catalogApi } from "../../server/src/pg/api/catalogApi";
import { clientApi } from "../../server/src/pg/api/clientApi";
import { dynpgextApi } from "../../server/src/pg/api/dynpgextApi";
import { fmgrApi } from "../../server/src/pg/api/fmgrApi";
import { listApi } from "../../server/src/pg/api/listApi";
import { memoryContextApi } from "../../server/src/pg/api/memoryContextApi";
import { serverApi } from "../../server/src/pg/api/serverApi";
import { sharedApi } from "../../server/src/pg/api/sharedApi";
import { spiApi } from "../../server/src/pg/api/spiApi";
import { stringApi } from "../../server/src/pg/api/stringApi";
import { tupleApi } from "../../server/src/pg/api/tupleApi";
import { typeApi } from "../../server/src/pg/api/typeApi";
import { valueApi } from "../../server/src/pg/api/valueApi";
import { apiFunctions } from "../../server/src/pg/api/apiFunctions";
import type { ApiFunction } from "../../server/src/pg/api/apiFunction";
import { wellKnownContexts } from "../../server/src/pg/wellKnownContexts";

const tables = {
  catalogApi,
  clientApi,
  dynpgextApi,
  fmgrApi,
  listApi,
  memoryContextApi,
  serverApi,
  sharedApi,
  spiApi,
  stringApi,
  tupleApi,
  typeApi,
  valueApi,
};
const entries = Object.values(tables).flat();

/** The positions of arguments that an entry speaks of. */
function positionsOf({ result, effects }: ApiFunction): readonly number[] {
  const parts = [
    result,
    ...effects,
    ...effects.flatMap((effect) => ("memory" in effect ? effect.memory : [])),
  ];
  return parts.flatMap((part) => [
    ...("argument" in part ? [part.argument] : []),
    ...("parent" in part ? [part.parent] : []),
  ]);
}

/** Pointer types that are typedefs, as they occur in the tables. */
const pointerType =
  /\*$|^(?:const )?(?:MemoryContext|HeapTuple|MinimalTuple|IndexTuple|TupleDesc|Relation|Snapshot|Portal|StringInfo|SPIPlanPtr|Numeric|ResourceOwner|ArrayIterator|SysScanDesc|TableScanDesc|IndexScanDesc|HeapTupleHeader|Form_\w+|PQExpBuffer|TSVector|TSQuery|Name|Pointer|Datum|FuncCandidateList|Page|BufferAccessStrategy|BulkInsertState|BTScanInsert|fmAggrefPtr|PQnotice\w+|ItemPointer|CatalogIndexState)$/u;

function checkEntry(entry: ApiFunction): void {
  const { name, returns, about, parameters, result } = entry;
  expect(name).toMatch(/^[A-Za-z_]\w*$/u);
  expect(returns, name).not.toBe("");
  expect(about, name).toMatch(/^[A-Z].*\.$/u);
  for (const position of positionsOf(entry)) expect(position, name).toBeLessThan(parameters.length);
  if (result.kind !== "nothing") expect(returns, name).toMatch(pointerType);
  else if (returns !== "Datum") expect(returns, name).not.toMatch(pointerType);
}

describe("the functions of PostgreSQL", () => {
  it("are known in number, each once", () => {
    expect(apiFunctions.size).toBeGreaterThanOrEqual(450);
    const names = entries.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(names.filter((name) => !apiFunctions.has(name))).toEqual([]);
  });

  it.each(Object.entries(tables))("are described completely in %s", (_table, rows) => {
    for (const entry of rows) checkEntry(entry);
  });

  it("end by functions that are known, too", () => {
    const kinds = entries.flatMap(({ result, effects }) => [
      result,
      ...effects.flatMap((effect) => (effect.kind === "writes" ? effect.memory : [])),
    ]);
    const enders = kinds.flatMap((kind) => ("release" in kind ? kind.release : []));
    for (const name of new Set(enders)) {
      const effects = apiFunctions.get(name)?.effects ?? [];
      expect(
        effects.map(({ kind }) => kind),
        name,
      ).toContainEqual(expect.stringMatching(/^(?:frees|mayFree|releases)$/u));
    }
  });

  it("name contexts that are known", () => {
    const names = entries.flatMap(({ result }) => (result.kind === "wellKnown" ? result.context : []));
    for (const name of names) expect(wellKnownContexts.has(name), name).toBe(true);
  });

  it("of a kind behave alike", () => {
    const result = (name: string) => apiFunctions.get(name)?.result.kind;
    expect(result("palloc")).toBe("current");
    expect(result("SPI_palloc")).toBe("spiCaller");
    expect(result("MemoryContextStrdup")).toBe("context");
    expect(result("PQexec")).toBe("heap");
    expect(result("ShmemInitStruct")).toBe("shared");
    expect(result("SearchSysCache1")).toBe("pinned");
    expect(result("quote_identifier")).toBe("argumentOrCurrent");
    expect(apiFunctions.get("heap_getattr")).toMatchObject({ result: { kind: "inside" }, mayBeValue: true });
    expect(apiFunctions.get("SPI_execute")?.touches).toBe("anything");
  });
});
