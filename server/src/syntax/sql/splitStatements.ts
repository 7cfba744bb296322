import type { Span } from "../../base/span";
import { sqlTokenAt, type SqlToken } from "./sqlTokens";

export interface SplitScript {
  /** From the first to the last token of each statement, without its `;`. */
  readonly statements: readonly Span[];
  /** psql commands outside quotes, `\echo` lines of the script included when they are still there. */
  readonly metaCommands: readonly Span[];
  /** Data lines of `COPY … FROM STDIN`, and what follows a quote that is never closed. */
  readonly holes: readonly Span[];
}

/** Commands that no statement contains after a `;` of its own (in a rule's action list or a SQL body). */
const opener =
  "(?:CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE|DO|SET|RESET|LOAD|SECURITY|IMPORT|REASSIGN|TRUNCATE|ANALYZE|VACUUM)";
const nextOpensStatement = new RegExp(`\\s*(?:--[^\\n]*\\n\\s*)*${opener}\\b`, "iy");
const swallowedStatement = new RegExp(`;[ \\t]*\\r?\\n\\s*${opener}\\s+[A-Za-z]`, "i");
const endsStatement = /^\\(?:;|(?:g|gx|gset|gexec|gdesc|crosstabview|watch)(?![A-Za-z]))/;

/** How often one script may be taken up again after a quote that is never closed. */
const mostRecoveries = 20;

/**
 * Splits a script at its semicolons, as psql does: not in quotes, comments, parentheses and BEGIN ATOMIC
 * bodies. Where psql would lose the rest of the script to an open parenthesis or quote, it is taken up
 * again at the next `;` that a new command follows.
 * Source: src/fe_utils/psqlscan.l, REL_15_STABLE.
 */
export function splitStatements(text: string): SplitScript {
  const splitter = new Splitter(text);
  splitter.run();
  return { statements: splitter.statements, metaCommands: splitter.metaCommands, holes: splitter.holes };
}

class Splitter {
  readonly statements: Span[] = [];
  readonly metaCommands: Span[] = [];
  readonly holes: Span[] = [];
  private recoveries = 0;
  /** False once a search for `\.` came to the end of the script. */
  private mayHaveCopyEnd = true;
  private statementStart = -1;
  private statementEnd = 0;
  private parentheses = 0;
  private bodies = 0;
  /** The first words of the statement, lower case: enough to know CREATE OR REPLACE FUNCTION. */
  private opening: string[] = [];
  private quotes: SqlToken[] = [];

  constructor(private readonly text: string) {}

  run(): void {
    let offset = 0;
    while (offset < this.text.length) {
      const token = sqlTokenAt(this.text, offset);
      if (token.isClosed) offset = this.take(token);
      else offset = this.recover(token);
    }
    this.finish();
  }

  /** Returns where to go on. */
  private take(token: SqlToken): number {
    switch (token.kind) {
      case "space":
      case "comment":
        return token.end;
      case "meta":
        return this.takeMeta(token);
      case "symbol":
        return this.takeSymbol(token);
      case "word":
        this.takeWord(token);
        break;
      case "string":
      case "dollarString":
      case "quotedWord":
        this.quotes.push(token);
        break;
      case "number":
        break;
    }
    return this.extend(token);
  }

  private extend(token: SqlToken): number {
    if (this.statementStart < 0) this.statementStart = token.start;
    this.statementEnd = token.end;
    return token.end;
  }

  private takeMeta(token: SqlToken): number {
    const { text } = this;
    const separate = /\\\\/.exec(text.slice(token.start + 2, token.end));
    let end = separate === null ? token.end : token.start + 2 + separate.index + 2;
    if (text.startsWith("\\;", token.start)) end = token.start + 2;
    this.metaCommands.push({
      start: token.start,
      end: token.start + text.slice(token.start, end).trimEnd().length,
    });
    if (/^\\copy\s.*\sfrom\s+stdin\b/i.test(text.slice(token.start, end))) return this.skipCopyLines(end);
    if (endsStatement.test(text.slice(token.start, token.start + 20))) this.finish();
    return end;
  }

  private takeSymbol(token: SqlToken): number {
    const letter = this.text[token.start];
    if (letter === "(") this.parentheses++;
    else if (letter === ")") this.parentheses = Math.max(0, this.parentheses - 1);
    else if (letter === ";") {
      if (!this.isInner() || this.opensStatement(token.end)) {
        const isCopy = this.isCopyFromStdin();
        this.finish();
        return isCopy ? this.skipCopyLines(token.end) : token.end;
      }
    }
    return this.extend(token);
  }

  private takeWord(token: SqlToken): void {
    const word = this.text.slice(token.start, token.end).toLowerCase();
    if (this.opening.length < 4) this.opening.push(word);
    if (
      this.parentheses > 0 ||
      !/^create (?:or replace )?(?:function|procedure)\b/.test(this.opening.join(" "))
    )
      return;
    if (
      word === "begin" &&
      (this.bodies > 0 || /^begin\s+atomic\b/i.test(this.text.slice(token.start, token.end + 40)))
    )
      this.bodies++;
    else if (word === "case" && this.bodies > 0) this.bodies++;
    else if (word === "end" && this.bodies > 0) this.bodies--;
  }

  /** Only the action list of a rule and a SQL body have semicolons of their own (src/backend/parser/gram.y). */
  private isInner(): boolean {
    if (this.bodies > 0) return true;
    return this.parentheses > 0 && /^create (?:or replace )?rule\b/.test(this.opening.join(" "));
  }

  private opensStatement(offset: number): boolean {
    nextOpensStatement.lastIndex = offset;
    return nextOpensStatement.test(this.text);
  }

  private isCopyFromStdin(): boolean {
    if (this.opening[0] !== "copy" || this.statementStart < 0) return false;
    return /\bfrom\s+stdin\b/i.test(this.text.slice(this.statementStart, this.statementEnd));
  }

  private skipCopyLines(offset: number): number {
    if (!this.mayHaveCopyEnd) return offset;
    const end = /\n\\\.[ \t]*(?=\r?\n|$)/g;
    end.lastIndex = offset;
    this.mayHaveCopyEnd = end.test(this.text);
    if (!this.mayHaveCopyEnd) return offset;
    this.holes.push({ start: offset, end: end.lastIndex });
    return end.lastIndex;
  }

  /** A quote is open at the end of the script: the culprit is the first quote that swallowed a statement. */
  private recover(token: SqlToken): number {
    const { text } = this;
    const culprit = [...this.quotes, token].find((quote) =>
      swallowedStatement.test(text.slice(quote.start, quote.end)),
    );
    this.extend(token);
    if (culprit === undefined || ++this.recoveries > mostRecoveries) {
      this.finish();
      return text.length;
    }
    const semicolon = culprit.start + text.slice(culprit.start).search(swallowedStatement);
    while ((this.statements.at(-1)?.end ?? -1) > culprit.start) {
      this.statementStart = this.statements.pop()!.start;
    }
    this.dropAfter(this.metaCommands, semicolon);
    this.dropAfter(this.holes, semicolon);
    this.statementStart = Math.min(this.statementStart, culprit.start);
    this.statementEnd = semicolon;
    this.finish();
    this.quotes = [];
    return semicolon + 1;
  }

  private dropAfter(spans: Span[], offset: number): void {
    while ((spans.at(-1)?.end ?? -1) > offset) spans.pop();
  }

  private finish(): void {
    if (this.statementStart >= 0)
      this.statements.push({ start: this.statementStart, end: this.statementEnd });
    this.statementStart = -1;
    this.parentheses = 0;
    this.bodies = 0;
    this.opening = [];
  }
}
