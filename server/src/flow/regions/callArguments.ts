/** What is known of the arguments of a call. */
import type { CallOperation, RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";
import { onlyBlock, valueOf } from "./placeValues";
import { unknownValue } from "./valueTable";

export function valueOfArgument(
  code: RegionCode,
  { args }: CallOperation,
  argument: number,
  state: RegionState,
): number {
  const operand = args[argument];
  return operand ? valueOf(code, operand, state) : unknownValue;
}

export function blockOfArgument(
  code: RegionCode,
  { args }: CallOperation,
  argument: number,
  state: RegionState,
): number {
  const operand = args[argument];
  return operand ? onlyBlock(code, operand, state) : 0;
}
