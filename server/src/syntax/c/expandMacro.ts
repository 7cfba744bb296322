/** Textual expansion of one function-like macro call, with a map back to where each character came from. */
import type { Span } from "../../base/span";
import type { MacroDefinition } from "./source";

export interface Expansion {
  readonly text: string;
  /** The span of the caller's text that a span of the expansion was copied from; undefined when it was not, or not as a whole. */
  argumentSpan(span: Span): Span | undefined;
  /** The same for the macro's own replacement text. */
  bodySpan(span: Span): Span | undefined;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly from: "argument" | "body" | "made";
  readonly origin: number;
}

const tokenPattern = /##|#|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_]\w*|\d[\w.]*|\s+|[^]/gu;

/** Splits the arguments of a call at top-level commas. Undefined when parentheses do not balance. */
export function splitArguments(text: string, list: Span): readonly Span[] | undefined {
  if (text[list.start] !== "(" || text[list.end - 1] !== ")") return undefined;
  const spans: Span[] = [];
  let depth = 0;
  let start = list.start + 1;
  const inner = text.slice(list.start + 1, list.end - 1);
  for (const match of inner.matchAll(tokenPattern)) {
    const token = match[0];
    const offset = list.start + 1 + match.index;
    if (token === "(" || token === "[" || token === "{") depth++;
    else if (token === ")" || token === "]" || token === "}") depth--;
    else if (token === "," && depth === 0) {
      spans.push(trim(text, start, offset));
      start = offset + 1;
    }
    if (depth < 0) return undefined;
  }
  if (depth !== 0) return undefined;
  spans.push(trim(text, start, list.end - 1));
  return spans;
}

function trim(text: string, start: number, end: number): Span {
  while (start < end && /\s/u.test(text[start]!)) start++;
  while (end > start && /\s/u.test(text[end - 1]!)) end--;
  return { start, end };
}

/**
 * Substitutes arguments for parameters, `#` and `##` included (C11 6.10.3). `spell` gives an argument as `#` finds
 * it. Undefined when their number does not fit, or when nobody knows how one is spelt.
 */
export function expandMacro(
  macro: MacroDefinition,
  callerText: string,
  args: readonly Span[],
  spell: (argument: Span) => string | undefined = ({ start, end }) => callerText.slice(start, end),
): Expansion | undefined {
  const bound = bindParameters(macro.parameters ?? [], callerText, args);
  if (!bound) return undefined;
  const pieces: Piece[] = [];
  let text = "";
  const append = (part: string, from: Piece["from"], origin: number): void => {
    if (part === "") return;
    pieces.push({ start: text.length, end: text.length + part.length, from, origin });
    text += part;
  };
  const tokens = [...macro.body.matchAll(tokenPattern)];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]![0];
    if (token === "##") {
      text = text.trimEnd();
      while (/^\s+$/u.test(tokens[i + 1]?.[0] ?? "")) i++;
      continue;
    }
    if (token === "#") {
      const argument = bound.get(tokens[i + 1]?.[0] ?? "");
      if (argument) {
        i++;
        const spelling = spell(argument);
        if (spelling === undefined) return undefined;
        append(`"${spelling.replace(/[\\"]/gu, "\\$&")}"`, "made", 0);
        continue;
      }
    }
    const argument = bound.get(token);
    if (argument) append(callerText.slice(argument.start, argument.end), "argument", argument.start);
    else append(token, "body", tokens[i]!.index);
  }
  const locate = (span: Span, from: Piece["from"]): Span | undefined => locateIn(pieces, span, from);
  return { text, argumentSpan: (span) => locate(span, "argument"), bodySpan: (span) => locate(span, "body") };
}

function bindParameters(
  parameters: readonly string[],
  callerText: string,
  args: readonly Span[],
): ReadonlyMap<string, Span> | undefined {
  const bound = new Map<string, Span>();
  const isVariadic = parameters.at(-1)?.endsWith("...") === true;
  const fixed = isVariadic ? parameters.slice(0, -1) : parameters;
  const isCallOfNone = args.length === 1 && callerText.slice(args[0]!.start, args[0]!.end) === "";
  const count = isCallOfNone && fixed.length === 0 ? 0 : args.length;
  if (isVariadic ? count < fixed.length : count !== fixed.length) return undefined;
  for (const [i, name] of fixed.entries()) bound.set(name, args[i]!);
  if (isVariadic) {
    const rest = args.slice(fixed.length);
    const name = parameters.at(-1)!.slice(0, -3) || "__VA_ARGS__";
    const end = args.at(-1)?.end ?? 0;
    bound.set(name, rest.length > 0 ? { start: rest[0]!.start, end } : { start: end, end });
  }
  return bound;
}

function locateIn(pieces: readonly Piece[], span: Span, from: Piece["from"]): Span | undefined {
  const first = pieces.find((piece) => piece.start <= span.start && span.start < piece.end);
  const last = pieces.find((piece) => piece.start < span.end && span.end <= piece.end);
  if (!first || !last || first.from !== from || last.from !== from) return undefined;
  const start = first.origin + span.start - first.start;
  const end = last.origin + span.end - last.start;
  return end - start === span.end - span.start ? { start, end } : undefined;
}
