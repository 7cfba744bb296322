import type { Site, Span } from "../../base/span";
import type { FunctionRef, Program } from "../program";
import { Escapes } from "./escapes";
import type { RegionEvent } from "./regionEvent";
import type { Observer } from "./observer";
import { entryContext, type CallOperation, type Operation, type RegionCode, type Slot } from "./regionCode";
import type { RegionState } from "./regionState";
import { valueOf } from "./placeValues";
import { Stories } from "./stories";
import { nullValue, unknownValue, unsetValue } from "./valueTable";
import { isSqlFunction } from "./functionRole";
import { freeMismatch } from "./freeMismatch";

/** Collects what is certainly wrong, each fault once. */
export class EventCollector implements Observer {
  readonly events: RegionEvent[] = [];
  private readonly told = new Set<string>();
  private readonly stories: Stories;
  /** SPI_finish is called somewhere: connecting is not all the function is for. */
  private readonly closes: boolean;

  private readonly escapes: Escapes;
  /** Static variables, and what out-parameters point to. */
  private readonly outlasting: readonly Slot[];

  constructor(
    program: Program,
    private readonly code: RegionCode,
    private readonly fn: FunctionRef,
    endIn: (name: string) => Site | undefined,
    /** A function of the workspace runs an SPI command each time, in the connection of its caller. */
    private readonly runsCommand: (name: string) => boolean,
  ) {
    this.stories = new Stories(code, fn, endIn);
    this.escapes = new Escapes(program, fn, code, this.stories, (key, event) => this.add(key, event));
    this.outlasting = code.slots.filter(({ kind, isIndirect, parent, text }) => {
      if (text === "") return false;
      if (kind === "static" || kind === "global") return !isIndirect;
      return kind === "parameter" && isIndirect && code.slots[parent]!.kind === "parameter";
    });
    this.closes = code.calls.some((call) => call?.plan.effects.some(({ kind }) => kind === "closesSpi"));
  }

  private add(key: string, event: () => RegionEvent | undefined): void {
    if (this.told.has(key)) return;
    const made = event();
    if (!made) return;
    this.told.add(key);
    this.events.push(made);
  }

  /** A block that the value certainly is, and that has certainly ended; 0 otherwise. */
  private endedBlock(value: number, state: RegionState, isPointer = false): number {
    const { blocks, mayBeNull } = this.code.values.get(value);
    if (blocks.length === 0 || mayBeNull) return 0;
    const isEnded = blocks.every((block) => {
      const end = state.lives[block]!;
      return end > 0 && (isPointer || !this.code.memory[block]!.mayBeValue || this.freesItself(end));
    });
    return isEnded ? blocks[0]! : 0;
  }

  /** What is freed is a pointer. */
  private freesItself(call: number): boolean {
    return this.code.calls[call]!.plan.effects.some(({ kind }) => kind === "frees" || kind === "consumes");
  }

  used({ value, how, callee, span }: Operation & { kind: "use" }, state: RegionState): void {
    const block = this.endedBlock(valueOf(this.code, value, state), state, how === "dereferenced");
    if (block === 0) return;
    const end = state.lives[block]!;
    this.add(`use ${block} ${end} ${span.start}`, () => ({
      kind: "useAfterEnd",
      site: this.stories.site(span),
      use: how,
      ...(callee === undefined || callee === "" ? {} : { passedTo: callee }),
      value: this.stories.value(value.span, block, state),
      end: this.stories.end(end),
    }));
  }

  called(operation: CallOperation, state: RegionState): void {
    for (const effect of operation.plan.effects) {
      const { kind } = effect;
      if (kind === "frees" || kind === "releases") this.freed(operation, effect.argument, state);
      else if (kind === "endsContext" && effect.what === "itself")
        this.freed(operation, effect.argument, state);
      else if (kind === "consumes") this.mismatched(operation, effect.argument, state);
      else if (kind === "needsSpi") this.needsSpi(operation, state);
    }
    if (operation.plan.from !== "api" && operation.callee !== "" && this.isUnconnected(state))
      if (this.runsCommand(operation.callee)) this.needsSpi(operation, state);
  }

  private freed(operation: CallOperation, argument: number, state: RegionState): void {
    const operand = operation.args[argument];
    if (!operand) return;
    const value = valueOf(this.code, operand, state);
    const block = this.endedBlock(value, state);
    if (block !== 0) {
      const end = state.lives[block]!;
      // The same call in a loop frees what the last turn has left; whether it is the same memory nobody knows.
      if (end === operation.id) return;
      this.add(`use ${block} ${end} ${operation.span.start}`, () => ({
        kind: "useAfterEnd",
        site: this.stories.site(operation.span),
        use: "freed",
        passedTo: operation.callee,
        value: this.stories.value(operand.span, block, state),
        end: this.stories.end(end),
      }));
      return;
    }
    this.mismatched(operation, argument, state);
  }

  /** What cannot be freed in this way. */
  private mismatched(operation: CallOperation, argument: number, state: RegionState): void {
    const operand = operation.args[argument];
    if (!operand) return;
    const value = valueOf(this.code, operand, state);
    const given = freeMismatch(this.code, operation, value, state);
    if (given === undefined) return;
    const [mismatched] = this.code.values.get(value).blocks;
    this.add(`mismatch ${operation.id}`, () => ({
      kind: "freeMismatch",
      site: this.stories.site(operation.span),
      callee: operation.callee,
      value: this.stories.value(operand.span, mismatched!, state),
      given,
    }));
  }

  private needsSpi(operation: CallOperation, state: RegionState): void {
    if (!this.isUnconnected(state)) return;
    const { finishedBy } = state;
    this.add(`unconnected ${finishedBy}`, () => ({
      kind: "spiNotConnected",
      site: this.stories.site(operation.span),
      callee: operation.callee,
      ...(finishedBy > 0 ? { finishedAt: this.stories.site(this.code.calls[finishedBy]!.span) } : {}),
    }));
  }

  /** Certainly no connection is open, not even one of the caller. */
  private isUnconnected({ connections, finishedBy }: RegionState): boolean {
    return connections?.length === 0 && finishedBy >= 0 && isSqlFunction(this.fn);
  }

  assigned(operation: Operation & { kind: "assign" | "write" }, state: RegionState): void {
    this.escapes.assigned(operation, state);
  }

  returned({ span, value }: Operation & { kind: "return" }, state: RegionState): void {
    this.connectionsLeft(span, state);
    const given = value ? valueOf(this.code, value, state) : unknownValue;
    // Who hands the caller's context back leaves it to the caller to go there.
    if (!this.code.values.get(given).blocks.includes(entryContext)) this.contextLeft(span, state);
    this.leftBehind(span, state);
    this.escapes.returned(value, state);
  }

  private connectionsLeft(span: Span, state: RegionState): void {
    const open = state.connections?.at(-1);
    if (!open) return;
    const connected = this.code.calls[open.call]!;
    if (connected.plan.from === "nobody" || !(this.closes || isSqlFunction(this.fn))) return;
    this.add(`open ${span.start}`, () => ({
      kind: "spiNotFinished",
      site: this.stories.site(span),
      connectedAt: this.stories.site(connected.span),
    }));
  }

  private contextLeft(span: Span, state: RegionState): void {
    const { current, switchedBy, connections } = state;
    if (current === 0 || current === entryContext || switchedBy === 0 || connections?.length !== 0) return;
    const by = this.code.calls[switchedBy]!;
    const region = this.stories.region(current);
    if (!region || by.plan.from !== "api" || this.code.memory[current]!.family === "transaction") return;
    // A context to go back to that nobody has kept is one that nobody wants to go back to.
    const saved = this.code.slots.find(
      ({ id, text }) => text !== "" && state.values[id] === this.code.values.pointer(entryContext),
    );
    // Kept where others find it, it is for them to restore.
    const isHandedOn = this.code.slots.some(
      ({ id, isIndirect, kind }) =>
        (isIndirect || kind === "static" || kind === "global") &&
        state.values[id] === this.code.values.pointer(entryContext),
    );
    if (!saved || isHandedOn) return;
    this.add(`context ${switchedBy}`, () => ({
      kind: "contextNotRestored",
      site: this.stories.site(span),
      switchedAt: this.stories.site(by.span),
      current: region,
      savedIn: saved.text,
    }));
  }

  /** What the caller or the next call will find and must not use. */
  private leftBehind(span: Span, state: RegionState): void {
    for (const { id, kind, isIndirect } of this.outlasting) {
      const value = state.values[id]!;
      if (value <= unsetValue) continue;
      const isStatic = (kind === "static" || kind === "global") && !isIndirect;
      const block = this.endedBlock(value, state);
      // What was there when the function was called was put there by somebody who may know better.
      const { kind: made, allocator } = this.code.memory[block]!;
      const assignments = this.assignments(id);
      const isOwn = allocator !== undefined || state.parents[block] !== 0;
      if (block === 0 || !isOwn || made !== "memory" || assignments.length === 0) continue;
      const site = assignments.length === 1 ? assignments[0]! : span;
      const end = this.stories.end(state.lives[block]!);
      const story = { ...this.stories.value(site, block, state) };
      this.add(`left ${id} ${state.lives[block]!}`, () => this.leftIn(id, isStatic, site, story, end));
    }
  }

  private leftIn(
    slot: number,
    isStatic: boolean,
    span: Span,
    value: ReturnType<Stories["value"]>,
    end: ReturnType<Stories["end"]>,
  ): RegionEvent | undefined {
    const site = this.stories.site(span);
    const { text, kind } = this.code.slots[slot]!;
    if (!isStatic)
      return end.how === "spiFinish" || end.how === "contextDelete" || end.how === "contextReset"
        ? { kind: "useAfterEnd", site, use: "handedOut", value: { ...value, text }, end }
        : undefined;
    // See plansNotKept.
    if (/^SPI_prepare/u.test(value.allocator ?? "")) return undefined;
    if (end.how === "free") return undefined;
    return { kind: "escape", site, to: kind === "static" ? "static" : "global", target: text, value, end };
  }

  /** Where a place is assigned something else than NULL. */
  private assignments(slot: number): readonly Span[] {
    return this.code.blocks.flatMap(({ operations }) =>
      operations.flatMap((operation) =>
        operation.kind === "assign" && operation.target === slot && operation.value.value !== nullValue
          ? [operation.span]
          : [],
      ),
    );
  }
}
