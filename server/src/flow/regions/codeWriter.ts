import type { Span } from "../../base/span";
import {
  entryContext,
  type Block,
  type CallOperation,
  type CodeBlock,
  type Operand,
  type Operation,
  type Slot,
} from "./regionCode";
import { nullValue, unknownValue, unsetValue, ValueTable } from "./valueTable";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const nowhere: Span = { start: 0, end: 0 };

/** Places, blocks and operations of a function that is being compiled. */
export class CodeWriter {
  protected readonly codeBlocks: Writable<CodeBlock>[] = [];
  protected readonly slots: Slot[] = [];
  protected readonly memory: Block[] = [];
  protected readonly calls: (CallOperation | undefined)[] = [undefined];
  protected readonly values = new ValueTable();
  private readonly slotNumbers = new Map<string, number>();
  private readonly named = new Map<string, number>();
  /** Where operations are added; undefined where control cannot arrive. */
  protected current: number | undefined;
  /** Where control goes when what is being compiled raises. */
  protected handler = -1;

  constructor() {
    const regions = [
      ["entry", "the caller's context"],
      ["heap", "malloc'd memory"],
      ["static", "static memory"],
      ["shared", "shared memory"],
      ["stack", "the stack"],
    ] as const;
    this.addBlock("memory", "", {});
    for (const [kind, name] of regions) this.addBlock(kind, name, {});
    if (this.memory[entryContext]?.kind !== "entry") throw new Error("blocks are numbered otherwise");
  }

  // ------------------------------------------------------------ control

  protected newBlock(): number {
    this.codeBlocks.push({ operations: [], next: [], handler: this.handler, isDoubtfulAt: -1 });
    return this.codeBlocks.length - 1;
  }

  protected emit(operation: Operation): void {
    if (this.current !== undefined) this.codeBlocks[this.current]!.operations.push(operation);
  }

  protected jump(to: number): void {
    if (this.current !== undefined) this.codeBlocks[this.current]!.next.push(to);
    this.current = undefined;
  }

  protected branch(test: CodeBlock["test"], whenTrue: number, whenFalse: number): void {
    if (this.current !== undefined) {
      const block = this.codeBlocks[this.current]!;
      if (test) block.test = test;
      block.next.push(whenTrue, whenFalse);
    }
    this.current = undefined;
  }

  protected die(): void {
    this.current = undefined;
  }

  // ------------------------------------------------------------ places

  protected root(
    key: string,
    text: string,
    kind: Slot["kind"],
    isAggregate: boolean,
    isNumber: boolean,
  ): number {
    return this.slot(key, { text, parent: -1, field: "", kind, isIndirect: false, isAggregate, isNumber });
  }

  protected child(parent: number, field: string, isAggregate = false): number {
    const base = this.slots[parent]!;
    const text = field === "*" ? `*${base.text}` : `${base.text}${field}`;
    const isIndirect = base.isIndirect || !(field.startsWith(".") || base.isAggregate);
    const key = `${parent} ${field}`;
    return this.slot(key, { text, parent, field, kind: base.kind, isIndirect, isAggregate, isNumber: false });
  }

  protected temporary(): number {
    const id = this.slots.length;
    this.slots.push({
      id,
      text: "",
      parent: -1,
      field: "",
      kind: "temporary",
      isIndirect: false,
      isShared: false,
      isAggregate: false,
      isNumber: false,
    });
    return id;
  }

  private slot(key: string, slot: Omit<Slot, "id" | "isShared">): number {
    let id = this.slotNumbers.get(key);
    if (id === undefined) {
      id = this.slots.length;
      this.slots.push({ ...slot, id, isShared: false });
      this.slotNumbers.set(key, id);
    }
    return id;
  }

  // ------------------------------------------------------------ blocks

  protected addBlock(kind: Block["kind"], name: string, traits: Partial<Block>): number {
    const id = this.memory.length;
    this.memory.push({
      isNeverNull: false,
      mayBeValue: false,
      family: "unknown",
      holdsFields: false,
      ...traits,
      id,
      kind,
      name,
    });
    return id;
  }

  /** One block for everything of a name: a context of the server, the memory of a variable. */
  protected namedBlock(kind: Block["kind"], name: string, traits: Partial<Block>): number {
    const key = `${kind} ${name}`;
    let id = this.named.get(key);
    if (id === undefined) {
      id = this.addBlock(kind, name, { isNeverNull: true, ...traits });
      this.named.set(key, id);
    }
    return id;
  }

  // ------------------------------------------------------------ operands

  protected ofSlot(slot: number, span: Span): Operand {
    return { slot, value: unknownValue, span };
  }

  protected pointerTo(block: number, span: Span): Operand {
    return { slot: -1, value: this.values.pointer(block), span };
  }

  protected constant(constant: number | string, span: Span): Operand {
    return { slot: -1, value: this.values.constant(constant), span };
  }

  protected nothing(span: Span): Operand {
    return { slot: -1, value: unknownValue, span };
  }

  protected unset(span: Span): Operand {
    return { slot: -1, value: unsetValue, span };
  }

  protected nullPointer(span: Span): Operand {
    return { slot: -1, value: nullValue, span };
  }

  protected assign(target: number, value: Operand, span: Span = nowhere): void {
    this.emit({ kind: "assign", target, value, isOffset: false, span });
  }
}
