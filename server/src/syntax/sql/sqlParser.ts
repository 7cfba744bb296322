/** A node of PostgreSQL's parse tree as JSON. Its shape is that of src/include/nodes/parsenodes.h. */
export type SqlNode = Readonly<Record<string, unknown>>;

export type SqlParse =
  | { readonly kind: "parsed"; readonly statements: readonly SqlNode[] }
  /** `character` counts code points from the start of the text that was parsed. */
  | { readonly kind: "syntaxError"; readonly message: string; readonly character: number }
  /** The parser itself failed: nothing is known about the text. */
  | { readonly kind: "failed" };

/** PostgreSQL's own grammar. Total: never throws. */
export interface SqlParser {
  parse(sql: string): SqlParse;
}
