import type { Span } from "../base/span";
import type { CFacts } from "../facts/cFacts";
import { Kind, lex, type Tokens } from "../syntax/c/lex";

/** What stands at an offset of a C file. */
export interface CToken extends Span {
  readonly kind: "identifier" | "string" | "other" | "comment";
  readonly text: string;
  /** The token before it, undefined at the start of a definition. */
  readonly previous: string | undefined;
}

/** The token that holds an offset or ends at it; code inside a definition, a macro's text, a comment. Undefined between tokens. */
export function cTokenAt({ source, text }: CFacts, offset: number): CToken | undefined {
  const macro = source.macros.find(({ bodySpan }) => holds(bodySpan, offset));
  const chunk = macro
    ? undefined
    : source.chunks.find((placed) => placed.start <= offset && offset <= placed.end);
  const span = macro?.bodySpan ?? chunk;
  if (!span) return undefined;
  const part = text.slice(span.start, span.end);
  return tokenIn(part, lex(part), offset - span.start, span.start);
}

function tokenIn(part: string, tokens: Tokens, offset: number, base: number): CToken | undefined {
  const { comments } = tokens;
  for (let i = 0; i < comments.length; i += 2) {
    const start = comments[i] ?? 0;
    const end = comments[i + 1] ?? 0;
    if (start < offset && offset < end)
      return {
        kind: "comment",
        start: base + start,
        end: base + end,
        text: part.slice(start, end),
        previous: undefined,
      };
  }
  let found: CToken | undefined;
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.start[i] ?? 0;
    const end = tokens.end[i] ?? 0;
    if (start > offset) break;
    if (offset > end) continue;
    const kind = tokens.kind[i];
    const previous = i > 0 ? part.slice(tokens.start[i - 1], tokens.end[i - 1]) : undefined;
    const token: CToken = {
      kind: kind === Kind.identifier ? "identifier" : kind === Kind.string ? "string" : "other",
      start: base + start,
      end: base + end,
      text: part.slice(start, end),
      previous,
    };
    // Between two tokens that touch the word is meant.
    if (!found || found.kind === "other") found = token;
  }
  return found;
}

function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end && span.start < span.end;
}
