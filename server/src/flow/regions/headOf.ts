/** What stands before the body of a function, read without a parse. */
export interface FunctionHead {
  /** Names of parameters, and perhaps words of their types. */
  readonly parameters: ReadonlySet<string>;
  /** Some parameter points to a pointer. */
  readonly hasOutParameter: boolean;
  /** The result may be a pointer or a Datum. */
  readonly mayGivePointer: boolean;
}

export function headOf(text: string, name: string): FunctionHead {
  const brace = text.indexOf("{");
  const head = brace < 0 ? text : text.slice(0, brace);
  const at = head.indexOf(name);
  const list = head.slice(Math.max(0, at));
  const result = head.slice(0, Math.max(0, at));
  const names = list.matchAll(/(\w+)\s*(?:\[\w*\]\s*)?[,)]/gu);
  return {
    parameters: new Set(Array.from(names, (match) => match[1]!)),
    hasOutParameter: /\*\s*\*\s*\w+\s*[,)]/u.test(list),
    mayGivePointer:
      result.includes("*") ||
      !/\b(?:void|int|bool|u?int\d+(?:_t)?|Oid|Size|size_t|double|float\d?|long|char)\b/u.test(result),
  };
}
