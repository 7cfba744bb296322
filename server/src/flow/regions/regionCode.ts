/**
 * What a function does to memory, compiled from its control-flow graph: small operations on numbered places and
 * blocks, so that the solver never walks expressions. Compiled once per definition.
 */
import type { Span } from "../../base/span";
import type { RegionKind } from "./regionEvent";
import type { CallPlan } from "./callPlan";
import type { ValueTable } from "./valueTable";

/** Something that can hold a value: a variable, a field seen through one path, an intermediate result. */
export interface Slot {
  readonly id: number;
  /** As written: `x`, `x->f`, `*out`. Empty for an intermediate result. */
  readonly text: string;
  /** The place whose value leads here, -1 for a variable. */
  readonly parent: number;
  /** How: `->f`, `.f`, `*`, `[0]`. Empty for a variable. */
  readonly field: string;
  readonly kind: "local" | "parameter" | "static" | "global" | "temporary";
  /** Reached through a pointer, at whatever depth. */
  readonly isIndirect: boolean;
  /** Its address is taken in a way that others may write it at any call. */
  isShared: boolean;
  /** Holds its value inside itself: an array, or a struct. */
  readonly isAggregate: boolean;
  /** Holds a number, never a pointer. */
  readonly isNumber: boolean;
}

/** A piece of memory or a context: what a pointer can point to. Contexts are blocks in which others live. */
export interface Block {
  readonly id: number;
  readonly kind: "memory" | RegionKind;
  /** As people call it, for regions. */
  readonly name: string;
  /** What made it. */
  readonly span: Span | undefined;
  readonly allocator: string | undefined;
  /** Never NULL, so that the other arm of a test cannot be taken. */
  readonly isNeverNull: boolean;
  /** May be a value that is no pointer at all: a Datum of a type that nobody knows. */
  readonly mayBeValue: boolean;
  /** What it is for those who free it. */
  readonly family: BlockFamily;
  /** Fields of it lie in the same memory. */
  readonly holdsFields: boolean;
}

export type BlockFamily =
  | "palloc"
  | "malloc"
  | "literal"
  | "stack"
  | "static"
  | "list"
  | "inside"
  | "shared"
  | "pin"
  | "plan"
  | "transaction"
  | "unknown";

/** What an expression gives: the value of a place (`slot` ≥ 0), the current context (`slot` -2), or a value known from the start. */
export interface Operand {
  readonly slot: number;
  /** A value of the table when `slot` is -1. */
  readonly value: number;
  readonly span: Span;
}

export const currentContextSlot = -2;

export type Operation =
  | {
      readonly kind: "assign";
      readonly target: number;
      readonly value: Operand;
      /** Computed from it: what it points to stays, what it equals does not. */
      readonly isOffset: boolean;
      readonly span: Span;
    }
  /** A place with an unknown value gets a name for what is in it; `base` is the place that it was reached through. */
  | {
      readonly kind: "load";
      readonly slot: number;
      readonly base: number;
      readonly block: number;
      readonly span: Span;
    }
  | {
      readonly kind: "use";
      readonly value: Operand;
      readonly how: "dereferenced" | "passed" | "returned";
      readonly callee: string | undefined;
      readonly span: Span;
    }
  | CallOperation
  /** A write to a place that nobody follows, through a pointer or into an element. */
  | { readonly kind: "write"; readonly pointer: Operand; readonly value: Operand; readonly span: Span }
  | { readonly kind: "forget"; readonly slot: number }
  | { readonly kind: "forgetAll" }
  /** Two values are compared for being the same. */
  | { readonly kind: "compared"; readonly left: Operand; readonly right: Operand; readonly span: Span }
  | { readonly kind: "return"; readonly value: Operand | undefined; readonly span: Span };

export interface CallOperation {
  readonly kind: "call";
  /** Number of the operation, from 1: what ended memory is told by it. */
  readonly id: number;
  readonly callee: string;
  readonly plan: CallPlan;
  readonly args: readonly Operand[];
  /** The places whose addresses are passed, by argument, -1 where none is. */
  readonly addressed: readonly number[];
  /** Where the result goes, -1 when it is dropped. */
  readonly result: number;
  /** The memory that it returns, or that it frees when nobody knows what that is. */
  readonly block: number;
  /** The context of a name that the result lives in, for that kind of result. */
  readonly region: number;
  /** The memory that it stores in what its arguments point to, in the order of these effects. */
  readonly written: readonly { readonly slot: number; readonly block: number; readonly region: number }[];
  /** The `data` of the `StringInfo` that grows, -1 where none does. */
  readonly grown: number;
  /** `SPI_tuptable` and what is in it afterwards, for calls that replace it. */
  readonly rows: { readonly slot: number; readonly block: number; readonly count: number } | undefined;
  readonly isStatement: boolean;
  readonly span: Span;
}

export interface Test {
  readonly operand: Operand;
  /** `null`: true when the value is NULL, 0 or false; otherwise a comparison with a number. */
  readonly operator: "null" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "unknown";
  readonly constant: number | string;
}

export interface CodeBlock {
  readonly operations: Operation[];
  readonly test: Test | undefined;
  /** With a test: where control goes when it holds, then when it does not. */
  readonly next: number[];
  /** Where control goes when something raises. */
  readonly handler: number;
  /** The way past a `switch` without default may not exist. */
  readonly isDoubtfulAt: number;
}

export interface RegionCode {
  readonly blocks: readonly CodeBlock[];
  readonly entry: number;
  /** Reverse post-order over `blocks`. */
  readonly order: readonly number[];
  readonly slots: readonly Slot[];
  readonly memory: readonly Block[];
  /** Calls by their number. */
  readonly calls: readonly (CallOperation | undefined)[];
  readonly values: ValueTable;
  /** Parameters in order: their places and the blocks they hold at entry, 0 for what is no pointer. */
  readonly parameters: readonly {
    readonly slot: number;
    readonly block: number;
    /** What is in it at entry, for a memory context; else 0. */
    readonly content: number;
    /** It points to a pointer. */
    readonly isOut: boolean;
  }[];
  /** Places below each place, at whatever depth. */
  readonly below: readonly (readonly number[])[];
  /** Places that anyone may write: reached through pointers, globals, locals whose address was given away. */
  readonly exposed: readonly number[];
  /** Places in variables that outlive the call, those reached through them included. */
  readonly statics: readonly number[];
  /** Places with the same last field reached through another pointer: a write to one may be a write to them. */
  readonly aliases: readonly (readonly number[])[];
  readonly isComplete: boolean;
}

/** Blocks that every function has. */
export const entryContext = 1;
export const heapRegion = 2;
export const staticRegion = 3;
export const sharedRegion = 4;
export const stackRegion = 5;
