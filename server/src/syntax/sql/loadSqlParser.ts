import type { SqlNode, SqlParse, SqlParser } from "./sqlParser";

let loading: Promise<SqlParser> | undefined;

/**
 * Loads PostgreSQL's parser (WebAssembly), once per process. This is the only thing here that waits: the
 * hosts call it before they read SQL, and only when there is SQL to read.
 */
export function loadSqlParser(): Promise<SqlParser> {
  loading ??= import("libpg-query").then((library) =>
    library.loadModule().then((): SqlParser => ({ parse: (sql) => parseWith(library, sql) })),
  );
  return loading;
}

function parseWith(library: typeof import("libpg-query"), sql: string): SqlParse {
  if (sql === "") return { kind: "parsed", statements: [] };
  try {
    const statements = library.parseSync(sql).stmts ?? [];
    return { kind: "parsed", statements: statements.map((each) => (each.stmt ?? {}) as unknown as SqlNode) };
  } catch (error) {
    if (!library.hasSqlDetails(error) || error.sqlDetails === undefined) return { kind: "failed" };
    if (error.sqlDetails.functionName === "check_stack_depth") return { kind: "failed" };
    return { kind: "syntaxError", message: error.message, character: error.sqlDetails.cursorPosition };
  }
}
