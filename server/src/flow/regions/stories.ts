/** Events are told in the words of the code: which memory, whence, ended where. */
import type { Site, Span } from "../../base/span";
import { siteIn, type FunctionRef } from "../program";
import type { EndStory, RegionKind, RegionStory, ValueStory } from "./regionEvent";
import type { PlanEffect } from "./callPlan";
import type { CallOperation, RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";

export class Stories {
  constructor(
    private readonly code: RegionCode,
    private readonly fn: FunctionRef,
    /** Where in a function of that name memory of its caller ends. */
    private readonly endIn: (name: string) => Site | undefined = () => undefined,
  ) {}

  site(span: Span): Site {
    return siteIn(this.fn, span);
  }

  text({ start, end }: Span): string {
    return this.fn.text.slice(start, end).replace(/\s+/gu, " ");
  }

  /** The story of a context, or of another region. */
  region(block: number): RegionStory | undefined {
    const { kind, name, span } = this.code.memory[block]!;
    if (block === 0) return undefined;
    if (kind === "memory") return { kind: "given", name: name === "" ? "a context" : `context ${name}` };
    const told: RegionKind = kind;
    const opened = span && (kind === "spi" || kind === "created") ? { openedAt: this.site(span) } : {};
    return {
      kind: told,
      name: kind === "spi" ? `SPI region #${this.connectionNumber(block)}` : name,
      ...opened,
    };
  }

  private connectionNumber(block: number): number {
    return this.code.memory.filter(({ id, kind }) => kind === "spi" && id <= block).length;
  }

  /** The region that a piece of memory lives in. */
  regionOf(block: number, state: RegionState): number {
    let at = state.parents[block]!;
    for (let depth = 0; depth < 20 && at !== 0 && this.isPart(at, state); depth++) at = state.parents[at]!;
    return at;
  }

  /** Memory inside other memory. A context that came from elsewhere is one without a parent. */
  private isPart(block: number, state: RegionState): boolean {
    return this.code.memory[block]!.kind === "memory" && state.parents[block] !== 0;
  }

  value(span: Span, block: number, state: RegionState): ValueStory {
    const { allocator, span: made, family } = this.code.memory[block]!;
    const region = family === "pin" ? this.pin(block) : this.region(this.regionOf(block, state));
    return {
      text: this.text(span),
      ...(made && allocator !== undefined ? { allocatedAt: this.site(made), allocator } : {}),
      ...(region ? { region } : {}),
    };
  }

  private pin(block: number): RegionStory {
    const { allocator, span } = this.code.memory[block]!;
    return {
      kind: "pin",
      name: allocator === undefined ? "a pin" : `the pin of ${allocator}`,
      ...(span ? { openedAt: this.site(span) } : {}),
    };
  }

  end(call: number): EndStory {
    const operation = this.code.calls[call]!;
    const insideAt = operation.plan.from === "code" ? this.endIn(operation.callee) : undefined;
    return {
      how: howItEnds(operation),
      at: this.site(operation.span),
      callee: operation.callee,
      ...(insideAt ? { insideAt } : {}),
    };
  }
}

const ends: Partial<Record<PlanEffect["kind"], EndStory["how"]>> = {
  closesSpi: "spiFinish",
  endsTransaction: "contextDelete",
  frees: "free",
  releases: "release",
  endsInside: "release",
  consumes: "consumed",
};

function howItEnds({ plan }: CallOperation): EndStory["how"] {
  for (const effect of plan.effects) {
    if (effect.kind === "endsContext") return effect.what === "itself" ? "contextDelete" : "contextReset";
    const how = ends[effect.kind];
    if (how) return how;
  }
  return "free";
}
