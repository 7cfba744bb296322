/** How an argument of a macro is spelt where `#` makes a text of it. */
import type { Span } from "../../base/span";
import type { Activation } from "./activation";

const tokens = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\d[\w.]*|([A-Za-z_]\w*)/gu;

/**
 * Expands an argument for `#`: what an outer macro was given has been expanded before (C11 6.10.3.1), other text
 * has not. Undefined when nobody knows how it is spelt.
 */
export function spelling(activation: Activation): (argument: Span) => string | undefined {
  return (argument) => {
    const text = activation.text.slice(argument.start, argument.end);
    return activation.isGiven?.(argument) === true ? spellExpanded(activation, text, []) : text;
  };
}

/** The text with all macros replaced; undefined when a macro is in doubt or takes arguments. */
function spellExpanded(activation: Activation, text: string, hidden: readonly string[]): string | undefined {
  const { program } = activation.run;
  let isKnown = true;
  const spelt = text.replace(tokens, (token, name: string | undefined) => {
    if (name === undefined || hidden.includes(name)) return token;
    const [scoped, other] = program.findMacros(name, activation.fn.path);
    if (!scoped) {
      // PostgreSQL's own macros are not in sight, but their names are in capitals.
      if (/^[A-Z_][A-Z\d_]+$/u.test(name)) isKnown = false;
      return token;
    }
    const body =
      other || scoped.macro.parameters
        ? undefined
        : spellExpanded(activation, scoped.macro.body, [...hidden, name]);
    isKnown &&= body !== undefined;
    return body ?? token;
  });
  return isKnown ? spelt : undefined;
}
