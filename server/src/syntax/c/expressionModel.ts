/** The part of the C model below statements: types and expressions. See `model.ts`. */
import type { Span } from "../../base/span";
import type { Block, EnumDefinition, StructDefinition } from "./model";

/** A type as written, split into the parts that rules ask for. `struct Foo *const x[3]` is base `struct Foo`, pointers 1, arrays 1. */
export interface TypeName extends Span {
  /** Specifiers without qualifiers and storage, single spaces: `BackgroundWorker`, `struct Foo`, `unsigned int`. Empty when unknown. */
  readonly base: string;
  readonly pointers: number;
  /** One entry per array dimension, outermost first; undefined for `[]`. */
  readonly arrays: readonly (Expression | undefined)[];
  /** A pointer to a function (parameters given), or undefined. `base` and `pointers` are then those of the returned type. */
  readonly functionParameters?: readonly Parameter[];
  readonly isConst: boolean;
  readonly isVolatile: boolean;
  /** The variable itself is a qualified pointer: `char *const p`. `isConst` and `isVolatile` tell of what it points to. */
  readonly isConstPointer?: boolean;
  readonly isVolatilePointer?: boolean;
  /** The struct, union or enum body written in place, if any. */
  readonly definition?: StructDefinition | EnumDefinition;
}

export interface Parameter extends Span {
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly type: TypeName;
}

// ---------------------------------------------------------------- expressions

export type Expression =
  | Identifier
  | NumberLiteral
  | CharLiteral
  | StringLiteral
  | Concatenation
  | Call
  | Member
  | Index
  | Unary
  | Update
  | Binary
  | Assignment
  | Conditional
  | Cast
  | SizeofType
  | SizeofExpression
  | Comma
  | InitializerList
  | CompoundLiteral
  | StatementExpression
  | TypeArgument
  | UnknownExpression;

export interface Identifier extends Span {
  readonly kind: "identifier";
  readonly name: string;
}
export interface NumberLiteral extends Span {
  readonly kind: "number";
  readonly text: string;
  /** The value when it is exactly representable (any C radix, digit separators and suffixes), else undefined. */
  readonly value?: number;
}
export interface CharLiteral extends Span {
  readonly kind: "char";
  readonly value?: number;
}
/** One literal token. `value` has its escapes undone; a byte that is no valid UTF-8 stays as U+FFFD. */
export interface StringLiteral extends Span {
  readonly kind: "string";
  readonly value: string;
}
/** Adjacent literals and macros that the preprocessor glues: `"ext:" VERSION ":x"`. */
export interface Concatenation extends Span {
  readonly kind: "concatenation";
  readonly parts: readonly Expression[];
}
export interface Call extends Span {
  readonly kind: "call";
  readonly callee: Expression;
  readonly args: readonly Expression[];
  /** The argument list with its parentheses. */
  readonly argumentList: Span;
}
export interface Member extends Span {
  readonly kind: "member";
  readonly object: Expression;
  readonly member: string;
  readonly memberSpan: Span;
  readonly arrow: boolean;
}
export interface Index extends Span {
  readonly kind: "index";
  readonly object: Expression;
  readonly index: Expression;
}
export interface Unary extends Span {
  readonly kind: "unary";
  readonly operator: "!" | "~" | "-" | "+" | "*" | "&";
  readonly operand: Expression;
}
/** `++x`, `x--` and so on. */
export interface Update extends Span {
  readonly kind: "update";
  readonly operator: "++" | "--";
  readonly prefix: boolean;
  readonly operand: Expression;
}
export interface Binary extends Span {
  readonly kind: "binary";
  /** Any binary operator of C, `&&` and `||` included. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Assignment extends Span {
  readonly kind: "assignment";
  /** `=`, `+=`, `|=` and so on. */
  readonly operator: string;
  readonly target: Expression;
  readonly value: Expression;
}
export interface Conditional extends Span {
  readonly kind: "conditional";
  readonly condition: Expression;
  /** Undefined for GNU's `a ?: b`. */
  readonly consequence?: Expression;
  readonly alternative: Expression;
}
export interface Cast extends Span {
  readonly kind: "cast";
  readonly type: TypeName;
  readonly operand: Expression;
}
export interface SizeofType extends Span {
  readonly kind: "sizeofType";
  readonly type: TypeName;
}
/** `sizeof x`, also `sizeof(T)` for a typedef name T, which the grammar cannot tell from a variable. */
export interface SizeofExpression extends Span {
  readonly kind: "sizeofExpression";
  readonly operand: Expression;
}
export interface Comma extends Span {
  readonly kind: "comma";
  readonly left: Expression;
  readonly right: Expression;
}
export interface InitializerList extends Span {
  readonly kind: "initializerList";
  readonly elements: readonly InitializerElement[];
}
export interface InitializerElement extends Span {
  /** `.a.b[2] = v` has designators a, b, 2; empty for a positional element. */
  readonly designators: readonly Designator[];
  readonly value: Expression;
}
export type Designator =
  | (Span & { readonly kind: "field"; readonly name: string })
  | (Span & { readonly kind: "index"; readonly index: Expression });
export interface CompoundLiteral extends Span {
  readonly kind: "compoundLiteral";
  readonly type: TypeName;
  readonly initializer: InitializerList;
}
/** GNU `({ … })`. */
export interface StatementExpression extends Span {
  readonly kind: "statementExpression";
  readonly body: Block;
}
/** A type where C has a macro argument: `offsetof(T, f)`, `va_arg(ap, T)`, `palloc_object(T)`. */
export interface TypeArgument extends Span {
  readonly kind: "typeArgument";
  readonly type: TypeName;
}
/** Something the front end did not understand. Rules know nothing about it. */
export interface UnknownExpression extends Span {
  readonly kind: "unknown";
}
