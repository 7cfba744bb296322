import type { Value } from "../../flow/evaluate/value";

/** Longest output in bytes of integer conversions: the sign and the digits of the type. C11 5.2.4.2.1, LP64. */
const integerBytes: Readonly<Record<string, number>> = {
  "": 11,
  h: 6,
  hh: 4,
  l: 20,
  ll: 20,
  z: 20,
  j: 20,
  t: 20,
};

/** Bytes of the longest text that a format can give with these values, undefined when there is no bound. */
export function longestFormatted(format: string, values: readonly Value[]): number | undefined {
  let next = 0;
  let length = 0;
  let position = 0;
  for (const match of format.matchAll(/%([-+ #0]*)(\d+|\*)?(?:\.(\d+|\*))?(hh|h|ll|l|z|j|t)?([a-zA-Z%])/gu)) {
    length += byteLength(format.slice(position, match.index));
    position = match.index + match[0].length;
    const [, , width, precision, modifier, conversion] = match;
    if (width === "*" || precision === "*") return undefined;
    if (conversion === "%") {
      length += 1;
      continue;
    }
    const value = values[next++];
    const converted = convertedBytes(conversion!, modifier ?? "", precision, value);
    if (converted === undefined) return undefined;
    length += Math.max(converted, Number(width ?? 0), conversion === "s" ? 0 : Number(precision ?? 0) + 1);
  }
  return length + byteLength(format.slice(position));
}

function convertedBytes(
  conversion: string,
  modifier: string,
  precision: string | undefined,
  value: Value | undefined,
): number | undefined {
  if (/^[diuxXo]$/u.test(conversion)) {
    const known = value?.kind === "number" && value.value !== undefined && /^[di]$/u.test(conversion);
    return known ? String(value.value).length : integerBytes[modifier];
  }
  if (conversion === "c") return 1;
  if (conversion !== "s") return undefined;
  if (value?.kind === "text") return Math.min(byteLength(value.text), Number(precision ?? Infinity));
  return precision === undefined ? undefined : Number(precision);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
