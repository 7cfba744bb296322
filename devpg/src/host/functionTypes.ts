import type { Database } from "./database";
import type { DevResult } from "./devPostgres";

/** SQL types of C functions by the name of the C function, as the modules in devpg/debugger read them. */
export type FunctionTypes = Readonly<
  Record<string, { readonly args: readonly (string | null)[]; readonly result: string }>
>;

interface FunctionRow {
  readonly symbol: string;
  readonly args: readonly string[];
  readonly result: string;
}

/**
 * What SQL declares of the C functions of a database. A type without its length (`character varying`); null where two
 * declarations of one C function differ, or the type is decided by each call.
 */
export async function functionTypes(database: Database): Promise<DevResult<FunctionTypes>> {
  const rows = await database.query<FunctionRow>(query);
  if (!rows.ok) return rows;
  const types: Record<string, { args: readonly (string | null)[]; result: string }> = {};
  for (const { symbol, args, result } of rows.value) {
    const known = types[symbol]?.args;
    const length = Math.max(args.length, known?.length ?? 0);
    const merged = Array.from({ length }, (_, at) => {
      const type = args[at] ?? known?.[at] ?? null;
      const isSame = known === undefined || known[at] === undefined || known[at] === type;
      return isSame && type?.startsWith("any") !== true ? type : null;
    });
    types[symbol] = { args: merged, result };
  }
  return { ok: true, value: types };
}

/** `prosrc` is the name of the C function. Source: src/include/catalog/pg_proc.h, REL_15_STABLE. */
const query = `
select p.prosrc as symbol,
       array(select pg_catalog.format_type(t.type, null)
               from unnest(p.proargtypes) with ordinality as t(type, place) order by place) as args,
       pg_catalog.format_type(p.prorettype, null) as result
  from pg_catalog.pg_proc p
  join pg_catalog.pg_language l on l.oid = p.prolang
 where l.lanname = 'c'
 order by p.oid`;
