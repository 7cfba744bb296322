import { readDirectives, type DirectiveOptions } from "./directives";
import { createTokens, lex } from "./lex";
import type { MacroDefinition } from "./source";

const scratch = createTokens(1 << 16);

/** The macros that a file defines, without reading the rest of it: enough to learn from before anything is masked. */
export function readMacros(text: string, options: DirectiveOptions): readonly MacroDefinition[] {
  return readDirectives(text, lex(text, scratch), options).macros;
}
