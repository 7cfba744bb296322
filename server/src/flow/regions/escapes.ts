/** Pointers that are stored where they outlive what they point to. */
import type { FunctionRef, Program } from "../program";
import { isSqlFunction } from "./functionRole";
import { grownStatic } from "./grownStatic";
import { isCallContext } from "./isCallContext";
import { isStoredOnce } from "./isStoredOnce";
import { sharedRegion, type Operand, type Operation, type RegionCode, type Slot } from "./regionCode";
import type { Escape, RegionEvent, RegionStory } from "./regionEvent";
import { alive, type RegionState } from "./regionState";
import { valueOf } from "./placeValues";
import { isFreedSomewhere, isWrittenElsewhere, storesIn } from "./storesIn";
import type { Stories } from "./stories";
import { unknownValue } from "./valueTable";

/** Takes an event under the key of its fault. */
export type AddEvent = (key: string, event: () => RegionEvent | undefined) => void;

type Store = Operation & { kind: "assign" | "write" };

export class Escapes {
  private readonly isSql: boolean;
  private readonly fieldsOfLocals: readonly Slot[];

  constructor(
    private readonly program: Program,
    private readonly fn: FunctionRef,
    private readonly code: RegionCode,
    private readonly stories: Stories,
    private readonly add: AddEvent,
  ) {
    this.isSql = isSqlFunction(fn);
    this.fieldsOfLocals = code.slots.filter(
      ({ field, parent }) => field.startsWith("->") && code.slots[parent]!.kind === "local",
    );
  }

  /** Before the assignment is done. */
  assigned(store: Store, state: RegionState): void {
    if (store.kind === "assign" && this.isSql) this.addGrown(store, state);
    const block = this.ownMemory(store.value, state);
    if (block === 0) return;
    if (this.isInSharedMemory(store, state)) return this.addShared(store, block, state);
    if (store.kind !== "assign" || !this.isSql || !this.endsWithCall(block, state)) return;
    const { kind, isIndirect, field } = this.code.slots[store.target]!;
    if (field === "->fn_extra") this.addKept(store, block, "fnExtra", state);
    else if (isIndirect) this.addInLongLived(store, block, state);
    else if (kind === "static" || kind === "global") this.addStatic(store, block, state);
  }

  /** At a normal return: structs that live on and hold what has ended. */
  returned(value: Operand | undefined, state: RegionState): void {
    const returned = value ? this.onlyBlock(valueOf(this.code, value, state)) : 0;
    for (const { id, parent } of this.fieldsOfLocals) {
      if (state.values[id]! <= 1) continue;
      const holder = this.onlyBlock(state.values[parent]!);
      if (holder === 0 || state.lives[holder] !== alive || !this.isMadeHere(holder)) continue;
      if (holder !== returned && !this.isLongLived(this.stories.regionOf(holder, state))) continue;
      this.addEndedIn(id, holder, state);
    }
  }

  // ------------------------------------------------------------ what is stored

  /** The memory of this process that is certainly stored; 0 otherwise. */
  private ownMemory(operand: Operand, state: RegionState): number {
    const block = this.onlyBlock(valueOf(this.code, operand, state));
    if (block === 0 || state.lives[block] !== alive) return 0;
    const { family, mayBeValue, kind } = this.code.memory[block]!;
    // Of plans plansNotKept tells.
    if (mayBeValue || kind !== "memory" || family === "pin" || family === "plan") return 0;
    if (family === "stack") return block;
    const region = this.code.memory[this.stories.regionOf(block, state)]!;
    const isPrivate = ["entry", "spi", "created", "wellKnown", "heap"].includes(region.kind);
    return isPrivate && this.isMadeHere(block) ? block : 0;
  }

  private onlyBlock(value: number): number {
    const { blocks, mayBeNull } = this.code.values.get(value);
    return blocks.length === 1 && !mayBeNull ? blocks[0]! : 0;
  }

  private isMadeHere(block: number): boolean {
    const { span, allocator } = this.code.memory[block]!;
    return span !== undefined && allocator !== undefined;
  }

  /** The memory is of a context that ends when the call of the SQL function does, or before. */
  private endsWithCall(block: number, state: RegionState): boolean {
    return isCallContext(this.code, this.stories.regionOf(block, state), state);
  }

  /** Contexts that are never ended, by name. Source: src/backend/utils/mmgr/README, Globally Known Contexts, REL_15_STABLE. */
  private isLongLived(region: number): boolean {
    const { kind, name } = this.code.memory[region]!;
    return kind === "wellKnown" && /^(?:TopMemoryContext|CacheMemoryContext|PostmasterContext)$/u.test(name);
  }

  // ------------------------------------------------------------ where it is stored

  private isInSharedMemory(store: Store, state: RegionState): boolean {
    const holder = this.holderOf(store);
    if (!holder) return false;
    const value = valueOf(this.code, holder, state);
    const block = this.onlyBlock(value);
    if (block !== 0) return this.stories.regionOf(block, state) === sharedRegion;
    return value === unknownValue && this.sharedVariable(holder) !== undefined;
  }

  /** The pointer through which a place is written. */
  private holderOf(store: Store): Operand | undefined {
    if (store.kind === "write") return store.pointer;
    let at = store.target;
    while (at >= 0 && /^[.[]/u.test(this.code.slots[at]!.field)) at = this.code.slots[at]!.parent;
    const parent = at < 0 ? -1 : this.code.slots[at]!.parent;
    return parent < 0 ? undefined : { slot: parent, value: unknownValue, span: store.span };
  }

  /** A file-level pointer that this function does not set: whether it points to shared memory, the library tells. */
  private sharedVariable({ slot }: Operand): string | undefined {
    if (slot < 0) return undefined;
    const { kind, parent, text } = this.code.slots[slot]!;
    if (kind !== "global" || parent >= 0) return undefined;
    const isSetHere = storesIn(this.code, slot).length > 0;
    return isSetHere || !this.program.findGlobal(text, this.fn.path) ? undefined : text;
  }

  // ------------------------------------------------------------ events

  private addShared(store: Store, block: number, state: RegionState): void {
    const holder = this.holderOf(store)!;
    const isUnknown = valueOf(this.code, holder, state) === unknownValue;
    const variable = isUnknown ? this.sharedVariable(holder) : undefined;
    const from = isUnknown ? undefined : this.code.memory[this.onlyBlock(valueOf(this.code, holder, state))];
    const isStack = this.code.memory[block]!.family === "stack";
    this.add(`shared ${store.span.start}`, () => ({
      kind: "escape",
      site: this.stories.site(store.span),
      to: "shared",
      target: this.targetText(store, holder),
      value: {
        ...this.stories.value(store.value.span, block, state),
        ...(isStack ? { region: { kind: "stack", name: "the stack" } } : {}),
      },
      holder: {
        kind: "shared",
        name: "shared memory",
        ...(from?.span ? { openedAt: this.stories.site(from.span) } : {}),
      },
      ...(variable === undefined ? {} : { provided: { variable, holds: "onlySharedMemory" } }),
    }));
  }

  private targetText(store: Store, holder: Operand): string {
    const text = store.kind === "assign" ? this.code.slots[store.target]!.text : "";
    return text === "" ? this.stories.text(holder.span) : text;
  }

  private addStatic(store: Operation & { kind: "assign" }, block: number, state: RegionState): void {
    const { parent } = this.code.slots[store.target]!;
    if (parent >= 0 || storesIn(this.code, store.target).length > 1 || !isStoredOnce(this.code, store))
      return;
    const to = this.staticKind(store.target);
    if (to) this.addKept(store, block, to, state);
  }

  /** Undefined for a name that the library does not declare. */
  private staticKind(slot: number): "static" | "global" | undefined {
    const { text, kind } = this.code.slots[slot]!;
    if (kind === "static") return "static";
    const global = this.program.findGlobal(text, this.fn.path);
    return global && (global.isStatic ? "static" : "global");
  }

  /** A static list that grows in the context of one call. */
  private addGrown(store: Operation & { kind: "assign" }, state: RegionState): void {
    const made = state.current === 0 ? undefined : grownStatic(this.code, store);
    const region = made && this.stories.region(state.current);
    if (!region || !isCallContext(this.code, state.current, state)) return;
    const { block } = made;
    const to = this.staticKind(store.target);
    if (to) this.addKept(store, block, to, state, region);
  }

  private addKept(
    store: Operation & { kind: "assign" },
    block: number,
    to: "static" | "global" | "fnExtra",
    state: RegionState,
    region?: RegionStory,
  ): void {
    const { text, kind, field } = this.code.slots[store.target]!;
    if (field !== "" && isWrittenElsewhere(this.code, store)) return;
    this.add(`kept ${store.span.start}`, () => ({
      kind: "escape",
      site: this.stories.site(store.span),
      to,
      target: text,
      value: { ...this.stories.value(store.value.span, block, state), ...(region ? { region } : {}) },
      ...(kind === "global" && field === "" ? { provided: { variable: text, holds: "setHereOnly" } } : {}),
    }));
  }

  /** A struct that this call of a SQL function makes for later calls. */
  private addInLongLived(store: Operation & { kind: "assign" }, block: number, state: RegionState): void {
    const { parent, field, text } = this.code.slots[store.target]!;
    if (!field.startsWith("->") || isWrittenElsewhere(this.code, store)) return;
    const holder = this.onlyBlock(state.values[parent]!);
    if (holder === 0 || !this.isMadeHere(holder) || isFreedSomewhere(this.code, holder, state)) return;
    const region = this.stories.regionOf(holder, state);
    if (!this.isLongLived(region)) return;
    this.add(`struct ${store.span.start}`, () => this.inStruct(store, text, block, region, state));
  }

  private inStruct(
    { span, value }: Store,
    target: string,
    block: number,
    region: number,
    state: RegionState,
  ): Escape {
    const holder = this.stories.region(region);
    return {
      kind: "escape",
      site: this.stories.site(span),
      to: "struct",
      target,
      value: this.stories.value(value.span, block, state),
      ...(holder ? { holder } : {}),
    };
  }

  private addEndedIn(slot: number, holder: number, state: RegionState): void {
    const block = this.onlyBlock(state.values[slot]!);
    const end = state.lives[block]!;
    if (block === 0 || end <= 0 || this.code.memory[block]!.mayBeValue || !this.isMadeHere(block)) return;
    const [store, other] = storesIn(this.code, slot);
    const story = this.stories.end(end);
    if (!store || other || !["spiFinish", "contextDelete", "contextReset"].includes(story.how)) return;
    const region = this.stories.regionOf(holder, state);
    const { text } = this.code.slots[slot]!;
    this.add(`struct ${store.span.start}`, () => ({
      ...this.inStruct(store, text, block, region, state),
      end: story,
    }));
  }
}
