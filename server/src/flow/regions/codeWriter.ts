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

type BlockTraits = Partial<Omit<Block, "id" | "kind" | "name">>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

type Use = Operation & { readonly kind: "use" };

const nowhere: Span = { start: 0, end: 0 };

/** Places, blocks and operations of a function that is being compiled. */
export class CodeWriter {
  protected readonly codeBlocks: Writable<CodeBlock>[] = [];
  protected readonly slots: Slot[] = [];
  protected readonly memory: Block[] = [];
  protected readonly calls: (CallOperation | undefined)[] = [undefined];
  protected readonly values = new ValueTable();
  private readonly roots = new Map<string, number>();
  /** Places below each place, by how they are reached. */
  private readonly children = new Map<number, Map<string, number>>();
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
    const { handler } = this;
    this.codeBlocks.push({ operations: [], test: undefined, next: [], handler, isDoubtfulAt: -1 });
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
    let id = this.roots.get(key);
    if (id === undefined) {
      id = this.addSlot(text, -1, "", kind, false, isAggregate, isNumber);
      this.roots.set(key, id);
    }
    return id;
  }

  protected child(parent: number, field: string, isAggregate = false): number {
    let siblings = this.children.get(parent);
    if (!siblings) {
      siblings = new Map();
      this.children.set(parent, siblings);
    }
    let id = siblings.get(field);
    if (id === undefined) {
      const base = this.slots[parent]!;
      const text = field === "*" ? `*${base.text}` : `${base.text}${field}`;
      const isIndirect = base.isIndirect || !(field.startsWith(".") || base.isAggregate);
      id = this.addSlot(text, parent, field, base.kind, isIndirect, isAggregate, false);
      siblings.set(field, id);
    }
    return id;
  }

  protected temporary(): number {
    return this.addSlot("", -1, "", "temporary", false, false, false);
  }

  private addSlot(
    text: string,
    parent: number,
    field: string,
    kind: Slot["kind"],
    isIndirect: boolean,
    isAggregate: boolean,
    isNumber: boolean,
  ): number {
    const id = this.slots.length;
    this.slots.push({ id, text, parent, field, kind, isIndirect, isShared: false, isAggregate, isNumber });
    return id;
  }

  // ------------------------------------------------------------ blocks

  protected addBlock(kind: Block["kind"], name: string, traits: BlockTraits): number {
    const id = this.memory.length;
    // All of one shape, so that reading them stays fast.
    this.memory.push({
      id,
      kind,
      name,
      span: traits.span,
      allocator: traits.allocator,
      isNeverNull: traits.isNeverNull ?? false,
      mayBeValue: traits.mayBeValue ?? false,
      family: traits.family ?? "unknown",
      holdsFields: traits.holdsFields ?? false,
    });
    return id;
  }

  /** One block for everything of a name: a context of the server, the memory of a variable. */
  protected namedBlock(kind: Block["kind"], name: string, family: Block["family"] = "unknown"): number {
    const key = `${kind} ${name}`;
    let id = this.named.get(key);
    if (id === undefined) {
      id = this.addBlock(kind, name, { isNeverNull: true, family });
      this.named.set(key, id);
    }
    return id;
  }

  // ------------------------------------------------------------ operands

  protected ofSlot(slot: number, span: Span): Operand {
    return { slot, value: unknownValue, span };
  }

  /** The same value as it is written elsewhere. */
  protected placed({ slot, value }: Operand, span: Span): Operand {
    return { slot, value, span };
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

  protected use(value: Operand, how: Use["how"], span: Span, callee?: string): void {
    this.emit({ kind: "use", value, how, callee, span });
  }

  protected assign(target: number, value: Operand, span: Span = nowhere): void {
    this.emit({ kind: "assign", target, value, isOffset: false, span });
  }
}
