/**
 * Our own small C model: what rules and analyses see instead of trees. All spans are relative to the start
 * of the chunk (top-level definition) that holds the node, so that a chunk's model survives edits elsewhere.
 */
import type { Span } from "../../base/span";

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

// ---------------------------------------------------------------- statements

export type Statement =
  | Block
  | LocalDeclaration
  | ExpressionStatement
  | If
  | While
  | DoWhile
  | For
  | MacroLoop
  | Switch
  | Case
  | Label
  | Goto
  | Return
  | Jump
  | Try
  | Empty
  | HoleStatement;

export interface Block extends Span {
  readonly kind: "block";
  readonly statements: readonly Statement[];
}
export interface LocalDeclaration extends Span {
  readonly kind: "declaration";
  readonly declaration: Declaration;
}
export interface ExpressionStatement extends Span {
  readonly kind: "expression";
  readonly expression: Expression;
}
export interface If extends Span {
  readonly kind: "if";
  readonly condition: Expression;
  readonly consequence: Statement;
  readonly alternative?: Statement;
}
export interface While extends Span {
  readonly kind: "while";
  readonly condition: Expression;
  readonly body: Statement;
}
export interface DoWhile extends Span {
  readonly kind: "doWhile";
  readonly condition: Expression;
  readonly body: Statement;
}
export interface For extends Span {
  readonly kind: "for";
  readonly initializer?: LocalDeclaration | ExpressionStatement;
  readonly condition?: Expression;
  readonly update?: Expression;
  readonly body: Statement;
}
/** A loop written with a macro: `foreach(lc, list) { … }`. */
export interface MacroLoop extends Span {
  readonly kind: "macroLoop";
  readonly macro: string;
  readonly args: readonly Expression[];
  readonly body: Statement;
}
export interface Switch extends Span {
  readonly kind: "switch";
  readonly value: Expression;
  readonly body: Statement;
}
/** `case v:` or `default:`; the labelled statements follow as siblings in the same block. */
export interface Case extends Span {
  readonly kind: "case";
  readonly value?: Expression;
}
/** `name:`; the labelled statement follows as a sibling. */
export interface Label extends Span {
  readonly kind: "label";
  readonly name: string;
}
export interface Goto extends Span {
  readonly kind: "goto";
  /** Empty for a computed goto. */
  readonly label: string;
}
export interface Return extends Span {
  readonly kind: "return";
  readonly value?: Expression;
}
export interface Jump extends Span {
  readonly kind: "break" | "continue";
}
/** `PG_TRY(); … PG_CATCH(); … PG_FINALLY(); … PG_END_TRY();`. */
export interface Try extends Span {
  readonly kind: "try";
  readonly body: Block;
  readonly catchBody?: Block;
  readonly finallyBody?: Block;
}
export interface Empty extends Span {
  readonly kind: "empty";
}
/** Statements the front end did not understand. Anything may happen here. */
export interface HoleStatement extends Span {
  readonly kind: "hole";
}

// ---------------------------------------------------------------- definitions

export type TopLevel = FunctionDefinition | Declaration | MacroInvocation | HoleDefinition;

export interface FunctionDefinition extends Span {
  readonly kind: "function";
  readonly name: string;
  readonly nameSpan: Span;
  readonly returnType: TypeName;
  readonly parameters: readonly Parameter[];
  readonly isVariadic: boolean;
  /** `f()` without `void`: in C before C23 the parameters are unspecified. */
  readonly hasEmptyParameterList: boolean;
  readonly isStatic: boolean;
  readonly isInline: boolean;
  /** `PGDLLEXPORT` or a default-visibility attribute stands in the head. */
  readonly isExported: boolean;
  /** Other words of the head that were blanked before the parse: macros that may expand to an export mark. */
  readonly headMacros?: readonly string[];
  readonly body: Block;
  /** Parts of the body that the front end did not understand. */
  readonly holes: readonly Span[];
}

/** One declaration with all of its declarators: variables, prototypes, typedefs, struct definitions without a declarator. */
export interface Declaration extends Span {
  readonly kind: "declaration";
  readonly storage: "none" | "static" | "extern" | "typedef";
  readonly isExported: boolean;
  /** As for a function. */
  readonly headMacros?: readonly string[];
  readonly type: TypeName;
  readonly declarators: readonly Declarator[];
}

export interface Declarator extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** The declared type with the declarator's pointers and arrays applied. For a prototype: the return type. */
  readonly type: TypeName;
  /** Set for a function prototype. */
  readonly parameters?: readonly Parameter[];
  readonly initializer?: Expression;
}

export interface StructDefinition extends Span {
  readonly kind: "struct";
  readonly keyword: "struct" | "union";
  readonly tag?: string;
  readonly fields: readonly Field[];
}
export interface Field extends Span {
  /** Empty for an anonymous struct or union member. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeName;
}
export interface EnumDefinition extends Span {
  readonly kind: "enum";
  readonly tag?: string;
  readonly enumerators: readonly { readonly name: string; readonly value?: Expression }[];
}

/** `PG_MODULE_MAGIC;`, `PG_FUNCTION_INFO_V1(f);` and other macros that stand alone at the top level. */
export interface MacroInvocation extends Span {
  readonly kind: "macroInvocation";
  readonly name: string;
  readonly nameSpan: Span;
  /** Designated arguments, as in `PG_MODULE_MAGIC_EXT(.name = "x")`, are one initializer list. */
  readonly args?: readonly Expression[];
}
export interface HoleDefinition extends Span {
  readonly kind: "hole";
}
