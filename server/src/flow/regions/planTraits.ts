import { isIdle, type CallPlan, type PlanEffect } from "./callPlan";

type Write = PlanEffect & { readonly kind: "writes" | "mayWrite" };

/** What the effects of a plan mean for every call of it, told once. */
export interface PlanTraits {
  readonly isIdle: boolean;
  readonly neverReturns: boolean;
  readonly opensSpi: boolean;
  readonly closesSpi: boolean;
  readonly startsTransaction: boolean;
  /** `SPI_tuptable` is another afterwards. */
  readonly replacesRows: boolean;
  /** Arguments whose life it may end, so that to pass them is no use. */
  readonly ended: readonly number[];
  /** What it stores in what its arguments point to, in order. */
  readonly writes: readonly Write[];
  /** The argument that is a `StringInfo` and grows, -1 where none does. */
  readonly grown: number;
}

export function planTraits(plan: CallPlan): PlanTraits {
  let traits = known.get(plan);
  if (!traits) {
    const { effects } = plan;
    const has = (kind: PlanEffect["kind"]): boolean => effects.some((effect) => effect.kind === kind);
    traits = {
      isIdle: isIdle(plan),
      neverReturns: has("neverReturns"),
      opensSpi: has("opensSpi"),
      closesSpi: has("closesSpi"),
      startsTransaction: has("startsTransaction"),
      replacesRows: has("replacesSpiResult") || has("closesSpi"),
      ended: effects.flatMap((effect) =>
        ending.has(effect.kind) && "argument" in effect ? [effect.argument] : [],
      ),
      writes: effects.filter(
        (effect): effect is Write => effect.kind === "writes" || effect.kind === "mayWrite",
      ),
      grown: effects.find((effect) => effect.kind === "growsString")?.argument ?? -1,
    };
    known.set(plan, traits);
  }
  return traits;
}

const known = new WeakMap<CallPlan, PlanTraits>();

const ending: ReadonlySet<PlanEffect["kind"]> = new Set(["frees", "mayFree", "releases", "endsContext"]);
