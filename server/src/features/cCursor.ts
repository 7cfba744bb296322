import type { Span } from "../base/span";
import type { CFacts } from "../facts/cFacts";
import { Kind, lex, type Tokens } from "../syntax/c/lex";

/** A call whose argument list is open at the cursor. */
export interface OpenCall {
  readonly callee: string;
  /** Called through `->` or `.`. */
  readonly isMember: boolean;
  /** Position of the argument that the cursor is in. */
  readonly argument: number;
  /** Text of the arguments before. */
  readonly before: readonly string[];
}

/** What is being written at an offset of a C file, from the text before it: the code may be broken, it is not finished. */
export interface CCursor {
  readonly place: "code" | "string" | "comment";
  /** The word, or the content of the string, that the cursor is in: what a completion replaces. */
  readonly replaced: Span;
  /** Of the word: the token before it. */
  readonly previous: string | undefined;
  /** Of a member: the token before the `->` or `.`. */
  readonly object: string | undefined;
  /** Innermost last. */
  readonly calls: readonly OpenCall[];
  /** The last word before the `=` of the assignment or initializer that the cursor is in. */
  readonly assigned: string | undefined;
  /** Text of the definition up to the cursor. */
  readonly before: string;
}

/** Longer definitions are looked at from here on: far more than an unfinished statement has. */
const longest = 60_000;

export function cCursor({ source, text }: CFacts, offset: number): CCursor {
  const placed = source.chunks.findLast(({ start }) => start <= offset);
  const start = Math.max(placed?.start ?? 0, offset - longest, 0);
  const before = text.slice(start, offset);
  const tokens = lex(before);
  const inside = openComment(before, tokens);
  const string = inside ? undefined : openString(before, tokens);
  const word = /[A-Za-z_]\w*$/u.exec(before)?.[0] ?? "";
  const count = string === undefined && word === "" ? tokens.count : tokens.count - 1;
  const read = (i: number): string | undefined =>
    i >= 0 && i < count ? before.slice(tokens.start[i], tokens.end[i]) : undefined;
  const nesting = followNesting(read, count);
  return {
    place: inside ? "comment" : string === undefined ? "code" : "string",
    replaced:
      string === undefined
        ? {
            start: offset - word.length,
            end: offset + (/^\w*/u.exec(text.slice(offset, offset + 128))?.[0].length ?? 0),
          }
        : {
            start: start + string,
            end: offset + (/^[^"\\\n]*(?=")/u.exec(text.slice(offset, offset + 512))?.[0].length ?? 0),
          },
    previous: read(count - 1),
    object: read(count - 2),
    ...nesting,
    before,
  };
}

function openComment(before: string, { comments }: Tokens): boolean {
  const start = comments.at(-2);
  if (start === undefined || comments.at(-1) !== before.length) return false;
  return before.startsWith("//", start) || !before.endsWith("*/") || before.length - start < 4;
}

/** Offset of the content of a string that is still open at the end of the text. */
function openString(before: string, { count, kind, start, end }: Tokens): number | undefined {
  const last = count - 1;
  if (last < 0 || kind[last] !== Kind.string || end[last] !== before.length) return undefined;
  const written = before.slice(start[last]);
  const quote = written.indexOf('"');
  const isClosed = /^[^"]*"(?:[^"\\\n]|\\[^])*"$/u.test(written);
  return isClosed ? undefined : (start[last] ?? 0) + quote + 1;
}

interface Level {
  readonly sign: string;
  readonly callee: string | undefined;
  readonly isMember: boolean;
  argument: number;
  assigned: string | undefined;
  readonly args: string[];
  current: string[];
}

function followNesting(
  read: (i: number) => string | undefined,
  count: number,
): Pick<CCursor, "calls" | "assigned"> {
  const levels: Level[] = [levelOf("{", undefined, false)];
  for (let i = 0; i < count; i++) {
    const token = read(i) ?? "";
    const top = levels[levels.length - 1]!;
    if (token === "(" || token === "{" || token === "[") {
      top.current.push(token);
      const callee = read(i - 1);
      const isCall = token === "(" && callee !== undefined && /^[A-Za-z_]/u.test(callee);
      const link = read(i - 2);
      levels.push(levelOf(token, isCall ? callee : undefined, link === "->" || link === "."));
    } else if (token === ")" || token === "}" || token === "]") {
      if (levels.length > 1) levels.pop();
      levels[levels.length - 1]!.current.push(token);
    } else if (token === ",") {
      top.argument++;
      top.assigned = undefined;
      top.args.push(top.current.join(" "));
      top.current = [];
    } else if (token === ";") {
      top.assigned = undefined;
      top.current = [];
    } else {
      if (/^(?:[|&+-]?=)$/u.test(token)) top.assigned = read(i - 1);
      top.current.push(token);
    }
  }
  return {
    calls: levels.flatMap(({ callee, isMember, argument, args }) =>
      callee === undefined ? [] : { callee, isMember, argument, before: args },
    ),
    assigned: levels[levels.length - 1]!.assigned,
  };
}

function levelOf(sign: string, callee: string | undefined, isMember: boolean): Level {
  return { sign, callee, isMember, argument: 0, assigned: undefined, args: [], current: [] };
}
