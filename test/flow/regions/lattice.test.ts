import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alive, perhapsEnded, RegionState, unborn } from "../../../server/src/flow/regions/regionState";
import { nullValue, unknownValue, unsetValue, ValueTable } from "../../../server/src/flow/regions/valueTable";

const table = new ValueTable();
const values = [
  unknownValue,
  nullValue,
  unsetValue,
  table.constant(1),
  table.constant("FOO"),
  table.pointer(6),
  table.pointer(7),
  table.of([6, 7], true),
  table.of([6, 7, 8, 9], false),
];
const value = fc.constantFrom(...values);
const slots = 4;
const blocks = 5;

/** States as the analysis makes them: what is unborn lives nowhere. */
const state = fc
  .record({
    values: fc.array(value, { minLength: slots, maxLength: slots }),
    lives: fc.array(fc.constantFrom(unborn, alive, perhapsEnded, 1, 2), {
      minLength: blocks,
      maxLength: blocks,
    }),
    parents: fc.array(fc.nat(3), { minLength: blocks, maxLength: blocks }),
    current: fc.nat(3),
    switchedBy: fc.nat(2),
    connections: fc.option(
      fc.array(fc.record({ region: fc.nat(2), saved: fc.nat(2), call: fc.constant(1) }), { maxLength: 2 }),
      { nil: undefined },
    ),
    finishedBy: fc.integer({ min: -1, max: 2 }),
    closedOuter: fc.integer({ min: -1, max: 2 }),
    doubtedBy: fc.nat(2),
  })
  .map(
    (one) =>
      new RegionState(
        one.values,
        one.lives,
        one.parents.map((parent, block) => (one.lives[block] === unborn ? 0 : parent)),
        one.current,
        one.switchedBy,
        one.connections,
        one.finishedBy,
        0,
        one.closedOuter,
        one.doubtedBy,
      ),
  );

function joined(a: RegionState, b: RegionState): RegionState {
  const result = a.clone();
  result.joinWith(b, table);
  return result;
}

describe("the join of values", () => {
  it("is commutative, associative and idempotent", () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(table.join(a, b)).toBe(table.join(b, a));
        expect(table.join(a, a)).toBe(a);
        expect(table.join(table.join(a, b), c)).toBe(table.join(a, table.join(b, c)));
      }),
    );
  });
});

describe("the join of states", () => {
  it("is commutative and idempotent", () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        expect(joined(a, b)).toEqual(joined(b, a));
        expect(a.clone().joinWith(a, table)).toBe(false);
      }),
    );
  });
  it("loses what one side does not know, and says so once", () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        const both = joined(a, b);
        expect(both.clone().joinWith(a, table)).toBe(false);
        expect(both.clone().joinWith(b, table)).toBe(false);
      }),
    );
  });
  it("comes to an end, whatever is joined in whatever order", () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 12 }), (all) => {
        const sum = all[0]!.clone();
        let changes = 0;
        for (let round = 0; round < 3; round++)
          for (const one of all) if (sum.joinWith(one, table)) changes++;
        expect(changes).toBeLessThan(2 * all.length);
        for (const one of all) expect(sum.joinWith(one, table)).toBe(false);
      }),
    );
  });
});
