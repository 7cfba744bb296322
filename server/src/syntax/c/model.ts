/**
 * Our own small C model: what rules and analyses see instead of trees. All spans are relative to the start
 * of the chunk (top-level definition) that holds the node, so that a chunk's model survives edits elsewhere.
 */
import type { Span } from "../../base/span";
import type { Expression, Parameter, TypeName } from "./expressionModel";

export type * from "./expressionModel";

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
