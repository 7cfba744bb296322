import type { CFacts } from "../facts/cFacts";
import type { Expression } from "../syntax/c/model";

/** The value of an enumerator that any of the files declares; undefined when it is none or its value is no plain number. */
export function enumeratorValue(files: readonly CFacts[], name: string): number | undefined {
  for (const file of files) {
    const definition = file.declarations.enumerators.get(name);
    if (!definition) continue;
    let next = 0;
    for (const enumerator of definition.enumerators) {
      const value: number | undefined = enumerator.value ? literalNumber(enumerator.value) : next;
      if (value === undefined) return undefined;
      if (enumerator.name === name) return value;
      next = value + 1;
    }
  }
  return undefined;
}

function literalNumber(expression: Expression): number | undefined {
  if (expression.kind === "number") return expression.value;
  if (expression.kind === "unary" && expression.operator === "-") {
    const value = literalNumber(expression.operand);
    return value === undefined ? undefined : -value;
  }
  return undefined;
}
