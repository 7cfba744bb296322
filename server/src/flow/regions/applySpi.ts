/** Connections to SPI and what they bring with them. */
import { endBlock, endPerhaps } from "./endLife";
import { entryContext, type CallOperation, type RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";
import { assign, bear } from "./placeValues";
import { nullValue, unknownValue } from "./valueTable";

/** The rows live in the procedure context. Source: src/backend/executor/spi.c spi_dest_startup, REL_15_STABLE. */
export function replaceRows(code: RegionCode, { id, rows }: CallOperation, state: RegionState): void {
  state.queriedBy = id;
  if (!rows) return;
  bear(code, rows.block, state.connections?.at(-1)?.region ?? 0, state);
  assign(code, rows.slot, code.values.pointer(rows.block), state);
  assign(code, rows.count, unknownValue, state);
}

export function openSpi(code: RegionCode, operation: CallOperation, state: RegionState): void {
  const saved = state.current;
  bear(code, operation.block, 0, state);
  if (state.connections)
    state.connections = [...state.connections, { region: operation.block, saved, call: operation.id }];
  state.current = operation.block;
  state.switchedBy = operation.id;
}

export function closeSpi(code: RegionCode, operation: CallOperation, state: RegionState): void {
  const { connections } = state;
  const top = connections?.at(-1);
  state.finishedBy = operation.id;
  // They are those of the outer connection again, which there mostly is none. Source: src/backend/executor/spi.c SPI_finish, REL_15_STABLE.
  if (operation.rows) {
    assign(code, operation.rows.slot, nullValue, state);
    assign(code, operation.rows.count, unknownValue, state);
  }
  if (connections && top) {
    state.connections = connections.slice(0, -1);
    endBlock(code, top.region, operation.id, state);
    state.current = top.saved;
    state.switchedBy = top.saved === entryContext ? 0 : operation.id;
    return;
  }
  state.current = 0;
  state.closedOuter = connections && state.closedOuter >= 0 ? state.closedOuter + 1 : -1;
  for (const { id, kind } of code.memory) if (kind === "spi") endPerhaps(code, id, state);
}
