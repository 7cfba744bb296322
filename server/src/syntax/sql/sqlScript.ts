import type { Span } from "../../base/span";

/** What one SQL script says. Names are as PostgreSQL folds them; `@extschema@` stays as written. */
export interface SqlScript {
  readonly statements: readonly SqlStatement[];
  readonly functions: readonly SqlFunction[];
  readonly objects: readonly SqlObject[];
  readonly alters: readonly SqlAlter[];
  readonly drops: readonly SqlDrop[];
  readonly errors: readonly SqlSyntaxError[];
  readonly metaCommands: readonly SqlMetaCommand[];
  /** Statements that could not be judged, and data lines. Wrong statements are in `errors` instead. */
  readonly holes: readonly Span[];
}

export interface SqlStatement {
  /** The node of PostgreSQL's parse tree, for instance `CreateFunctionStmt`; absent for what does not parse. */
  readonly node?: string;
  readonly span: Span;
}

export interface SqlFunction {
  readonly kind: "function" | "procedure";
  readonly schema?: string;
  readonly name: string;
  /** Of the bare name, without schema and quotes. */
  readonly nameSpan: Span;
  /** In order, the columns of RETURNS TABLE last. */
  readonly args: readonly SqlArgument[];
  readonly returns?: { readonly type: string; readonly setof: boolean };
  /** Lower case; absent for a body of the SQL standard without LANGUAGE. */
  readonly language?: string;
  /** For `c` and `internal`: the link symbol, given or implied by the name of the function. */
  readonly symbol?: string;
  /** Absent when the symbol is implied. */
  readonly symbolSpan?: Span;
  /** For `c`: the first string of AS, for instance `MODULE_PATHNAME`. */
  readonly library?: string;
  readonly librarySpan?: Span;
  readonly strict: boolean;
  readonly volatility: "immutable" | "stable" | "volatile";
  readonly parallel: "unsafe" | "restricted" | "safe";
  readonly securityDefiner: boolean;
  /** CREATE OR REPLACE. */
  readonly replace: boolean;
  readonly span: Span;
}

export interface SqlArgument {
  readonly name?: string;
  /** PostgreSQL's own name without `pg_catalog`: `int4` for `integer`; `[]` for arrays; `t%TYPE`. */
  readonly type: string;
  readonly mode: "in" | "out" | "inout" | "variadic" | "table";
  /** The default as written. */
  readonly default?: string;
  readonly span?: Span;
}

export type SqlObjectKind =
  | "type"
  | "domain"
  | "operator"
  | "cast"
  | "aggregate"
  | "operatorClass"
  | "operatorFamily"
  | "accessMethod"
  | "language"
  | "foreignDataWrapper"
  | "eventTrigger"
  | "trigger"
  | "table"
  | "view"
  | "sequence"
  | "index"
  | "schema"
  | "other";

/** Something created that is no function. */
export interface SqlObject {
  readonly kind: SqlObjectKind;
  readonly schema?: string;
  /** For a cast `source -> target`. */
  readonly name: string;
  /** Absent for a cast. */
  readonly nameSpan?: Span;
  /** A shell type: only the name is announced. */
  readonly isShell: boolean;
  /** The functions that it is made of: `input`, `sfunc`, `procedure`, `handler`, … */
  readonly functions: readonly { readonly role: string; readonly schema?: string; readonly name: string }[];
  readonly span: Span;
}

/** ALTER FUNCTION or PROCEDURE. */
export interface SqlAlter {
  readonly schema?: string;
  readonly name: string;
  /** Types of the input arguments; absent when the name stands alone. */
  readonly argTypes?: readonly string[];
  readonly strict?: boolean;
  readonly renamedTo?: string;
  readonly span: Span;
}

/** One object of a DROP statement. */
export interface SqlDrop {
  readonly kind: "function" | "procedure" | "routine" | "aggregate" | SqlObjectKind;
  readonly schema?: string;
  readonly name: string;
  readonly argTypes?: readonly string[];
  readonly ifExists: boolean;
  readonly cascade: boolean;
  readonly span: Span;
}

export interface SqlSyntaxError {
  /** PostgreSQL's words. */
  readonly message: string;
  /** The token at which the grammar gave up. */
  readonly span: Span;
  readonly statement: Span;
}

/** A psql command such as `\echo Use "CREATE EXTENSION" … \quit`. */
export interface SqlMetaCommand {
  /** Without the backslash. */
  readonly name: string;
  readonly text: string;
  readonly span: Span;
}

/** What the readers of single statements add to. */
export interface SqlCollection {
  readonly functions: SqlFunction[];
  readonly objects: SqlObject[];
  readonly alters: SqlAlter[];
  readonly drops: SqlDrop[];
}

/** A statement in its script. `masked` has the length of `text`. */
export interface StatementPlace {
  readonly text: string;
  readonly masked: string;
  readonly span: Span;
}
