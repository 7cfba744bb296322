import type { Expression } from "../../syntax/c/model";
import type { ResultMemory } from "../../pg/api/apiFunction";
import type { CallPlan } from "./callPlan";
import { planTraits } from "./planTraits";
import type { Block, BlockFamily } from "./regionCode";

export type BlockTraits = Pick<Block, "kind" | "name" | "isNeverNull" | "mayBeValue" | "family">;

/** What the memory is that a call returns or stores. `second` is its second argument: the name of a context. */
export function blockTraits(
  callee: string,
  plan: CallPlan,
  memory: ResultMemory,
  second: Expression | undefined,
): BlockTraits {
  const { opensSpi, startsTransaction } = planTraits(plan);
  if (opensSpi) return { ...nothingKnown, kind: "spi", name: "SPI region", isNeverNull: true };
  if (startsTransaction)
    return {
      ...nothingKnown,
      kind: "created",
      name: "the transaction's context",
      family: "transaction",
    };
  if (memory.kind === "newContext") {
    const name = second?.kind === "string" ? `context "${second.value}"` : "a context of its own";
    return { ...nothingKnown, kind: "created", name, isNeverNull: true };
  }
  const { isNeverNull, mayBeValue, from } = plan;
  return {
    kind: "memory",
    name: "",
    isNeverNull,
    mayBeValue,
    family: from === "nobody" ? "unknown" : familyOf(callee, memory),
  };
}

const nothingKnown = { isNeverNull: false, mayBeValue: false, family: "unknown" } as const;

function familyOf(callee: string, memory: ResultMemory): BlockFamily {
  switch (memory.kind) {
    case "current":
    case "context":
    case "wellKnown":
    case "spiCaller":
      return isListMaker(callee) ? "list" : "palloc";
    case "spiProcedure":
      return /^SPI_prepare/u.test(callee) ? "plan" : "palloc";
    case "heap":
      return "malloc";
    case "static":
    case "overwrittenNext":
      return "static";
    case "shared":
      return "shared";
    case "pinned":
      return "pin";
    case "inside":
      return "inside";
    case "sameAs":
      return isListMaker(callee) ? "list" : "unknown";
    case "argument":
    case "argumentOrCurrent":
    case "insideOrCurrent":
    case "nothing":
    case "opaque":
    case "newContext":
    case "previousContext":
    case "contextOf":
    case "addressOf":
      return "unknown";
  }
}

function isListMaker(callee: string): boolean {
  return /^(?:list_|lappend|lcons)/u.test(callee);
}
