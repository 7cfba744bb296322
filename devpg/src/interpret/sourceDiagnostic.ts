/** A place in a file of the user: 0-based lines and UTF-16 columns; the end is exclusive. */
export interface SourcePlace {
  /** Absolute. */
  readonly path: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** What a compiler, a script, the server, the loader, a sanitizer or a crash says about a place in a source file. */
export interface SourceDiagnostic extends SourcePlace {
  readonly source: "compiler" | "linker" | "build" | "sql" | "server" | "loader" | "sanitizer" | "crash";
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  /** `-Wunused-variable`, an SQLSTATE, or the id of a rule. */
  readonly code?: string;
  readonly related: readonly (SourcePlace & { readonly message: string })[];
}
