/**
 * Transactions and the context that they bring with them. Source: src/backend/access/transam/xact.c, StartTransactionCommand,
 * CommitTransactionCommand, AtCommit_Memory, REL_15_STABLE.
 */
import { endBlock, endContent, endPerhaps } from "./endLife";
import type { CallOperation, RegionCode } from "./regionCode";
import { alive, type RegionState } from "./regionState";
import { bear } from "./placeValues";

/** The context of the transaction is current afterwards, also inside a transaction block. */
export function startTransaction(code: RegionCode, { block }: CallOperation, state: RegionState): void {
  bear(code, block, 0, state);
  state.current = block;
  // Nobody expects the context of before to be current again.
  state.switchedBy = 0;
}

/** Ends what was allocated in transactions that the function has started itself: of the caller's nobody knows whether they end. */
export function endTransaction(
  code: RegionCode,
  { id }: CallOperation,
  { keepsCurrent }: { readonly keepsCurrent: boolean },
  state: RegionState,
): void {
  const own = openTransactions(code, state);
  const isDoubtful = code.calls.some((call) => call !== undefined && blockCommands.test(call.callee));
  for (const { id: block, kind, name } of code.memory) {
    const isNamed = kind === "wellKnown" && /^(?:Top|Cur)TransactionContext$/u.test(name);
    if (own.includes(block)) {
      if (isDoubtful) endPerhaps(code, block, state);
      else endBlock(code, block, id, state);
    } else if (isNamed && own.length > 0 && !isDoubtful) endContent(code, block, id, "content", state);
    else if (isNamed) doubtContent(code, block, state);
  }
  if (!keepsCurrent) state.current = 0;
}

/** The contexts of transactions that were started here and not ended. */
export function openTransactions(code: RegionCode, state: RegionState): readonly number[] {
  return code.memory.flatMap(({ id, family }) =>
    family === "transaction" && state.lives[id] === alive ? [id] : [],
  );
}

function doubtContent(code: RegionCode, context: number, state: RegionState): void {
  for (const [block, parent] of state.parents.entries())
    if (parent === context) endPerhaps(code, block, state);
}

/** In a transaction block to commit the command only makes its work visible to the next. */
const blockCommands = /TransactionBlock$|Savepoint$|SubTransaction$/u;
