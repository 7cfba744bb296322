import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FunctionRef } from "../../server/src/flow/program";
import { Dependencies, Remembered, type Edit } from "../../server/src/flow/remembered";
import "../properties/seed";

const paths = ["a.c", "b.c"];
const names = ["limit", "table"];
const kinds = ["summary", "regions"];

const functionAt = (number: number): FunctionRef =>
  ({ name: `f${number}`, path: paths[number % 2]!, text: `calls ${number}` }) as FunctionRef;

/** The functions of a library by their number: an edit puts another one in the place of one. */
const functions = [0, 1, 2, 3].map(functionAt);

interface Looked {
  readonly functions: readonly number[];
  readonly readings: readonly number[];
  readonly names: readonly number[];
  readonly offset: number;
}

type Step =
  | ({ readonly does: "find"; readonly version: number; readonly fn: number; readonly kind: number } & Looked)
  | { readonly does: "edit"; readonly version: number; readonly fn: number; readonly name: number };

const some = (size: number) => fc.array(fc.nat(size - 1), { maxLength: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constant("find" as const),
    version: fc.nat(20),
    fn: fc.nat(3),
    kind: fc.nat(1),
    functions: some(4),
    readings: some(4),
    names: some(2),
    offset: fc.nat(100),
  }),
  fc.record({ does: fc.constant("edit" as const), version: fc.nat(20), fn: fc.nat(3), name: fc.nat(1) }),
);

/** A version of a library: what is remembered, and what should be, found by looking at everything. */
interface Version {
  readonly functions: readonly FunctionRef[];
  readonly remembered: Remembered;
  readonly expected: Map<FunctionRef, Map<string, { result: unknown; dependencies: Dependencies }>>;
}

function find(version: Version, fn: FunctionRef, looked: Looked, kind: string, result: unknown): void {
  const dependencies = new Dependencies();
  for (const at of looked.functions) dependencies.addFunction(version.functions[at]!);
  for (const at of looked.readings)
    dependencies.addReading(version.functions[at]!, (text) => String(text.length % 2));
  for (const at of looked.names) dependencies.addGlobal(names[at]!, "a.c", true);
  if (looked.offset > 0) dependencies.addPlace("a.c", looked.offset);
  version.remembered.set(fn, kind, result, dependencies);
  const ofFunction =
    version.expected.get(fn) ?? new Map<string, { result: unknown; dependencies: Dependencies }>();
  version.expected.set(fn, new Map([...ofFunction, [kind, { result, dependencies }]]));
}

function edited(version: Version, at: number, name: string): Version {
  const before = version.functions[at]!;
  const after = { ...before, text: `${before.text}!` } as FunctionRef;
  const edit: Edit = {
    replaced: [before],
    replacementOf: (fn) => (fn === before ? after : undefined),
    changedPaths: [before.path],
    isTouched: (word) => word === name,
    isConstant: () => false,
    unchangedUpTo: (path) => (path === before.path ? 50 : Infinity),
  };
  const expected: Version["expected"] = new Map();
  for (const [fn, known] of version.expected) {
    const held = [...known].filter(([kind, { dependencies }]) =>
      dependencies.holdAfter(edit, kind !== "summary"),
    );
    expected.set(
      fn,
      new Map(
        held.map(([kind, { result, dependencies }]) => [
          kind,
          { result, dependencies: dependencies.after(edit) },
        ]),
      ),
    );
  }
  return {
    functions: version.functions.map((fn, i) => (i === at ? after : fn)),
    remembered: Remembered.carriedOver(version.remembered, edit),
    expected,
  };
}

function checkVersion({ remembered, expected }: Version): void {
  for (const [fn, known] of expected)
    for (const kind of kinds) expect(remembered.get(fn, kind)?.result).toBe(known.get(kind)?.result);
}

describe("what is remembered over an edit", () => {
  it("is exactly what does not depend on it, in each version, whichever led to which", () => {
    const steps = fc.array(step, { maxLength: 40 });
    fc.assert(
      fc.property(steps, (all) => {
        const versions: Version[] = [{ functions, remembered: Remembered.empty(), expected: new Map() }];
        for (const [result, one] of all.entries()) {
          const version = versions[one.version % versions.length]!;
          if (one.does === "edit") versions.push(edited(version, one.fn, names[one.name]!));
          else find(version, version.functions[one.fn]!, one, kinds[one.kind]!, result);
          versions.forEach(checkVersion);
        }
      }),
    );
  });

  it("goes on to depend on a reading that an edit has left as it was", () => {
    let version: Version = { functions, remembered: Remembered.empty(), expected: new Map() };
    const dependencies = new Dependencies();
    dependencies.addReading(functions[1]!, (text) => (text.endsWith("!!") ? "many" : "few"));
    version.remembered.set(functions[0]!, "regions", "found", dependencies);
    version = edited(version, 1, "");
    expect(version.remembered.get(functions[0]!, "regions")?.result).toBe("found");
    version = edited(version, 1, "");
    expect(version.remembered.get(functions[0]!, "regions")).toBeUndefined();
  });

  it("tells of which functions something does not hold any more", () => {
    const version: Version = { functions, remembered: Remembered.empty(), expected: new Map() };
    const nothing = { functions: [], readings: [], names: [], offset: 0 };
    find(version, functions[0]!, { ...nothing, functions: [2] }, "regions", "depends");
    find(version, functions[1]!, nothing, "regions", "stands alone");
    const { remembered } = edited(version, 2, "");
    expect([...remembered.changed]).toEqual([functions[0]]);
  });
});
