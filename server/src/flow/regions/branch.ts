/** What a condition tells of the state on each of its two ways. */
import type { RegionCode, Test } from "./regionCode";
import { unborn, type RegionState } from "./regionState";
import { valueOf } from "./placeValues";
import { nullValue, unknownValue, unsetValue } from "./valueTable";

/** Changes `state` to what holds when the test comes out as `outcome`; false when that cannot happen. */
export function refine(code: RegionCode, test: Test, outcome: boolean, state: RegionState): boolean {
  const { operand, operator, constant } = test;
  if (operator === "unknown") return true;
  const value = valueOf(code, operand, state);
  const known = code.values.get(value);
  if (operator === "null") return refineNull(code, operand.slot, value, outcome, state);
  if (known.constant !== undefined) {
    const result = compare(known.constant, operator, constant);
    return result === undefined || result === outcome;
  }
  if (operand.slot >= 0 && value === unknownValue && (operator === "==") === outcome && isEquality(operator))
    state.values[operand.slot] = code.values.constant(constant);
  return true;
}

function isEquality(operator: Test["operator"]): boolean {
  return operator === "==" || operator === "!=";
}

function refineNull(
  code: RegionCode,
  slot: number,
  value: number,
  isNull: boolean,
  state: RegionState,
): boolean {
  const { blocks, constant, mayBeNull } = code.values.get(value);
  if (value === nullValue) return isNull;
  if (typeof constant === "number") return isNull === (constant === 0);
  if (constant !== undefined || value === unknownValue || value === unsetValue) return true;
  if (!isNull) {
    if (mayBeNull && slot >= 0) state.values[slot] = code.values.of(blocks, false);
    return true;
  }
  const nullable = blocks.filter((block) => !code.memory[block]!.isNeverNull);
  if (nullable.length === 0 && !mayBeNull) return false;
  if (slot >= 0) state.values[slot] = nullValue;
  if (blocks.length === 1 && !mayBeNull) forgetBlock(code, blocks[0]!, state);
  return true;
}

/** The block turned out to be NULL: there is none, for nobody. */
function forgetBlock(code: RegionCode, block: number, state: RegionState): void {
  state.lives[block] = unborn;
  const { values } = state;
  const holds = code.values.pointer(block);
  for (let slot = 0; slot < values.length; slot++) if (values[slot] === holds) values[slot] = nullValue;
}

function compare(
  left: number | string,
  operator: Test["operator"],
  right: number | string,
): boolean | undefined {
  if (typeof left === "string" || typeof right === "string") {
    if (left !== right) return undefined;
    return operator === "==" ? true : operator === "!=" ? false : undefined;
  }
  switch (operator) {
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "null":
    case "unknown":
      return undefined;
  }
}
