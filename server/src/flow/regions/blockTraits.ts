import type { Expression } from "../../syntax/c/model";
import type { CallPlan } from "./callPlan";
import type { Block, BlockFamily } from "./regionCode";

/** What the memory is that a call returns. `second` is its second argument: the name of a context. */
export function blockTraits(
  callee: string,
  plan: CallPlan,
  second: Expression | undefined,
): { readonly kind: Block["kind"]; readonly name: string; readonly traits: Partial<Block> } {
  if (plan.effects.some(({ kind }) => kind === "opensSpi"))
    return { kind: "spi", name: "SPI region", traits: { isNeverNull: true } };
  if (plan.effects.some(({ kind }) => kind === "startsTransaction"))
    return { kind: "created", name: "the transaction's context", traits: { family: "transaction" } };
  const { kind } = plan.result;
  if (kind === "newContext") {
    const name = second?.kind === "string" ? `context "${second.value}"` : "a context of its own";
    return { kind: "created", name, traits: { isNeverNull: true } };
  }
  const traits: Partial<Block> = {
    isNeverNull: plan.isNeverNull,
    mayBeValue: plan.mayBeValue,
    family: familyOf(callee, plan),
  };
  return { kind: "memory", name: "", traits };
}

function familyOf(callee: string, { result, from }: CallPlan): BlockFamily {
  if (from === "nobody") return "unknown";
  switch (result.kind) {
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
