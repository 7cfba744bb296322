import type { Span } from "../../base/span";
import { maskScript, maskTemplates } from "./maskScript";
import { readStatement } from "./readStatement";
import { splitStatements } from "./splitStatements";
import { sqlTokenAt, sqlTokens } from "./sqlTokens";
import type { SqlParser } from "./sqlParser";
import type { SqlCollection, SqlMetaCommand, SqlScript, SqlStatement, SqlSyntaxError } from "./sqlScript";

/** Longer statements (bulk data) are holes: in UTF-16 code units. */
const longestStatement = 1_000_000;

/** PostgreSQL's scanner takes quadratic time for nested comments. */
const mostComments = 2_000;

/** How many missing semicolons of one script are looked behind. */
const mostRecoveries = 50;

/** A token that begins a statement: a missing `;` before it explains the syntax error at it. */
const startsStatement = /^(?:CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE)$/i;

/** Reads an extension script or any other SQL file statement by statement: a bad one loses only itself. */
export function readSql(text: string, parser: SqlParser): SqlScript {
  return new ScriptReader(text, parser).read();
}

class ScriptReader {
  private readonly masked: string;
  /** The C preprocessor has not run yet: what does not parse may be right afterwards. */
  private readonly isPreprocessed: boolean;
  private recoveries = 0;
  private readonly statements: SqlStatement[] = [];
  private readonly errors: SqlSyntaxError[] = [];
  private readonly holes: Span[] = [];
  private readonly collection: SqlCollection = { functions: [], objects: [], alters: [], drops: [] };

  constructor(
    private readonly text: string,
    private readonly parser: SqlParser,
  ) {
    this.masked = maskScript(text);
    this.isPreprocessed = /^[ \t]*#[ \t]*(?:if|ifdef|ifndef|else|elif|endif|define|include)\b/m.test(text);
  }

  read(): SqlScript {
    const split = splitStatements(this.masked);
    this.holes.push(...split.holes);
    for (const span of split.statements) this.readOne(span);
    return {
      statements: this.statements,
      ...this.collection,
      errors: this.errors,
      metaCommands: this.metaCommands(split.metaCommands),
      holes: this.holes.sort((a, b) => a.start - b.start),
    };
  }

  private readOne(span: Span): void {
    const sql = withoutMetaCommands(this.masked.slice(span.start, span.end));
    if (sql.length > longestStatement || sql.includes("\0") || sql.split("/*").length > mostComments) {
      this.loseStatement(span);
      return;
    }
    let parse = this.parser.parse(sql);
    if (parse.kind === "syntaxError" && maskTemplates(sql) !== sql) {
      parse = this.parser.parse(maskTemplates(sql));
      if (parse.kind === "syntaxError") parse = { kind: "failed" };
    }
    if (parse.kind === "failed") this.loseStatement(span);
    else if (parse.kind === "syntaxError") this.readWrong(span, sql, parse.message, parse.character);
    else if (parse.statements.length === 1) {
      const statement = parse.statements[0]!;
      this.statements.push({ node: Object.keys(statement)[0] ?? "", span });
      readStatement(statement, { text: this.text, masked: this.masked, span }, this.collection);
    } else this.loseStatement(span);
  }

  private loseStatement(span: Span): void {
    this.statements.push({ span });
    this.holes.push(span);
  }

  private readWrong(span: Span, sql: string, message: string, character: number): void {
    const offset = span.start + utf16Offset(sql, character);
    if (this.isPreprocessed || mayBeOfAnotherTool(sql)) {
      this.loseStatement(span);
      return;
    }
    const token = offset < span.end ? sqlTokenAt(this.masked, offset) : undefined;
    const end = token === undefined ? span.end : Math.min(token.end, span.end);
    const start = token === undefined ? lastTokenStart(this.masked, span) : offset;
    this.errors.push({ message, span: { start, end }, statement: span });
    const isMissingSemicolon =
      offset > span.start && token?.kind === "word" && startsStatement.test(this.masked.slice(offset, end));
    if (!isMissingSemicolon || ++this.recoveries > mostRecoveries) {
      this.statements.push({ span });
      return;
    }
    const before = this.masked.slice(span.start, offset).trimEnd().length;
    const first = { start: span.start, end: span.start + before };
    if (this.parser.parse(this.masked.slice(first.start, first.end)).kind === "parsed") this.readOne(first);
    else this.statements.push({ span: first });
    this.readOne({ start: offset, end: span.end });
  }

  private metaCommands(spans: readonly Span[]): SqlMetaCommand[] {
    const echoes = [...this.text.matchAll(/^\\echo.*$/gm)].map((found) => ({
      start: found.index,
      end: found.index + found[0].trimEnd().length,
    }));
    return [...echoes, ...spans]
      .sort((a, b) => a.start - b.start)
      .map((span) => {
        const text = this.text.slice(span.start, span.end);
        return { name: /^\\([A-Za-z]+|[^])/.exec(text)?.[1] ?? "", text, span };
      });
  }
}

/** psql variables and templates make text that is no SQL yet. */
function mayBeOfAnotherTool(sql: string): boolean {
  return /(?<!:):(?:[A-Za-z_]|['"{][A-Za-z_])/.test(sql) || /\{\{|%%|<%/.test(sql);
}

/** Blanks the psql commands that stand inside a statement. */
function withoutMetaCommands(sql: string): string {
  if (!sql.includes("\\")) return sql;
  let result = "";
  for (let offset = 0; offset < sql.length;) {
    const token = sqlTokenAt(sql, offset);
    const written = sql.slice(offset, token.end);
    result += token.kind === "meta" ? " ".repeat(written.length) : written;
    offset = token.end;
  }
  return result;
}

/** Where the code point of this number begins. */
function utf16Offset(text: string, character: number): number {
  let offset = 0;
  for (let i = 0; i < character && offset < text.length; i++) {
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  }
  return offset;
}

function lastTokenStart(text: string, span: Span): number {
  return sqlTokens(text, span.start, span.end).at(-1)?.start ?? span.start;
}
