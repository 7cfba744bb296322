import type { RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";

/** The context is that of the caller, of SPI, or below one of these: in a function of SQL it ends with the call, or before. */
export function isCallContext(code: RegionCode, context: number, state: RegionState): boolean {
  let region = context;
  for (let depth = 0; depth < 20; depth++) {
    const { kind } = code.memory[region]!;
    if (kind === "entry" || kind === "spi") return true;
    if (kind !== "created") return false;
    region = state.parents[region]!;
  }
  return false;
}
