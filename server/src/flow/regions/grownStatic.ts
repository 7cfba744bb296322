import type { CallOperation, Operation, RegionCode } from "./regionCode";

/**
 * The call of `kept = lappend(kept, x)` where `kept` is static and starts empty: the first call of the function makes the
 * list in the context that is current then, the next adds to it there. Undefined where something else in the function may
 * empty it, or make it elsewhere. Source: src/backend/nodes/list.c, lappend, src/backend/nodes/bitmapset.c, bms_add_member, REL_15_STABLE.
 */
export function grownStatic(
  code: RegionCode,
  store: Operation & { kind: "assign" },
): CallOperation | undefined {
  const { target, value } = store;
  const { kind, parent } = code.slots[target]!;
  if ((kind !== "static" && kind !== "global") || parent >= 0 || value.slot < 0) return undefined;
  const call = code.calls.find((one) => one !== undefined && one.result === value.slot);
  if (!call || !isGrowing(call) || call.args[0]?.slot !== target) return undefined;
  return isTouchedOtherwise(code, store) || changesContext(code) ? undefined : call;
}

/** Adds to what may be NULL, and makes it then. */
function isGrowing({ callee, plan }: CallOperation): boolean {
  return (
    plan.from === "api" &&
    plan.result.kind === "sameAs" &&
    plan.result.argument === 0 &&
    /^(?:lappend|lcons|list_append_unique|bms_add_)/u.test(callee)
  );
}

/** It is assigned elsewhere, tested for being empty, or its address is around. */
function isTouchedOtherwise({ blocks, memory }: RegionCode, store: Operation & { kind: "assign" }): boolean {
  const { target } = store;
  return (
    memory.some(({ name }) => name.startsWith(`static ${target} `)) ||
    blocks.some(
      ({ operations, test }) =>
        test?.operand.slot === target ||
        operations.some(
          (operation) =>
            operation !== store &&
            ((operation.kind === "assign" && operation.target === target) ||
              (operation.kind === "forget" && operation.slot === target) ||
              operation.kind === "forgetAll"),
        ),
    )
  );
}

/** Some call lets another context be current, perhaps for the first element only. */
function changesContext({ calls }: RegionCode): boolean {
  return calls.some((call) =>
    call?.plan.effects.some(
      ({ kind }) => kind === "switchesTo" || kind === "switchesToOther" || kind === "startsTransaction",
    ),
  );
}
