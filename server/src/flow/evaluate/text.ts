/** Texts put together at run time or by the preprocessor: what is known of the whole from what is known of the parts. */
import { mapValue, unknown, type TextPiece, type TextValue, type Value } from "./value";

const anything = "[^]*";
/** Longer than any name that could matter; loops that append end here. */
const maxLength = 4000;

/** One text after the other. With a part that is only known at run time it is a pattern. */
export function concatenateTexts(parts: readonly Value[]): Value {
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only?.kind === "text") return only;
  let result: Value = { kind: "text", text: "" };
  for (const part of parts) result = mapValue(result, (head) => mapValue(part, (tail) => append(head, tail)));
  return result;
}

function append(head: Value, tail: Value): Value {
  if (head.kind === "text" && tail.kind === "text") {
    const text = head.text + tail.text;
    return text.length > maxLength
      ? unknown
      : { kind: "text", text, pieces: [...piecesOf(head), ...piecesOf(tail)] };
  }
  const expression = expressionOf(head) + expressionOf(tail);
  return expression.length > maxLength ? unknown : { kind: "pattern", expression };
}

/** The literals that a text was put together from. */
export function piecesOf(text: TextValue): readonly TextPiece[] {
  if (text.pieces) return text.pieces;
  return text.text === "" ? [] : [{ text: text.text, ...(text.literal ? { literal: text.literal } : {}) }];
}

/** Regular expression for what a value can be as a text. */
export function expressionOf(value: Value): string {
  if (value.kind === "text") return value.text.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
  return value.kind === "pattern" ? value.expression : anything;
}

/** The result of `printf`-like formatting; `values` are the arguments after the format. */
export function formatText(format: Value, values: readonly Value[]): Value {
  if (format.kind !== "text") return format.kind === "handle" ? format : unknown;
  if (!format.text.includes("%")) return format;
  if (format.text === "%s" && values[0]?.kind === "handle") return values[0];
  const parts: Value[] = [];
  let next = 0;
  let end = 0;
  for (const match of format.text.matchAll(
    /%([-+ #0]*)(\*|\d+)?(\.(?:\*|\d+)?)?(?:hh|h|ll|l|z|j|t|q|L)?([a-zA-Z%])/gu,
  )) {
    const [whole, flags = "", width, precision, conversion = ""] = match;
    parts.push({ kind: "text", text: format.text.slice(end, match.index) });
    end = match.index + whole.length;
    if (conversion === "%") {
      parts.push({ kind: "text", text: "%" });
      continue;
    }
    if (width === "*") next++;
    if (precision === ".*") next++;
    const isPlain = flags === "" && width === undefined && precision === undefined;
    parts.push(mapValue(values[next++] ?? unknown, (value) => converted(value, conversion, isPlain)));
  }
  parts.push({ kind: "text", text: format.text.slice(end) });
  return concatenateTexts(parts);
}

/** One value as its conversion prints it. */
function converted(value: Value, conversion: string, isPlain: boolean): Value {
  if (conversion === "s" && isPlain)
    return value.kind === "text" || value.kind === "pattern" ? value : unknown;
  if (/[diu]/u.test(conversion)) {
    if (isPlain && value.kind === "number" && value.value !== undefined)
      return { kind: "text", text: String(value.value) };
    return { kind: "pattern", expression: "[-+ ]*\\d+" };
  }
  return /[xX]/u.test(conversion) ? { kind: "pattern", expression: "[ xX]*[0-9a-fA-F]+" } : unknown;
}
