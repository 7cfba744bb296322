import type { Operation, RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";
import { valueOf } from "./placeValues";

type Assignment = Operation & { kind: "assign" };

/** Every assignment to a place in a function. */
export function storesIn(code: RegionCode, slot: number): readonly Assignment[] {
  return code.blocks.flatMap(({ operations }) =>
    operations.filter(
      (operation): operation is Assignment => operation.kind === "assign" && operation.target === slot,
    ),
  );
}

/** Another statement gives the place, or the same field of something else, a value too. */
export function isWrittenElsewhere(code: RegionCode, { target, span }: Assignment): boolean {
  return [target, ...code.aliases[target]!].some((slot) =>
    storesIn(code, slot).some((other) => other.span.start !== span.start),
  );
}

/** Some call in the function may free the block. */
export function isFreedSomewhere(code: RegionCode, block: number, state: RegionState): boolean {
  return code.calls.some(
    (call) =>
      call?.plan.effects.some((effect) => {
        if (effect.kind !== "frees" && effect.kind !== "mayFree") return false;
        const operand = call.args[effect.argument];
        return operand !== undefined && code.values.get(valueOf(code, operand, state)).blocks.includes(block);
      }) ?? false,
  );
}
