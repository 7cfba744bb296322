import type { Span } from "../base/span";
import type { CFacts } from "../facts/cFacts";
import { dynpgextConstants, entryPoints } from "../pg/dynpgextInterface";
import { interfaceDocs } from "../pg/interfaceDocs";
import { Kind, lex } from "../syntax/c/lex";

export type TokenType = "macro" | "function" | "type" | "method" | "enumMember";

export interface SemanticToken extends Span {
  readonly type: TokenType;
}

const quick = /dynpgext|allocate_shmem|register_bgworker/iu;

/** The names of the interface in a C file, in order. Empty for a file that does not use it. */
export function listSemanticTokens({ text, mentionsInterface }: CFacts): readonly SemanticToken[] {
  if (!mentionsInterface && !quick.test(text)) return [];
  const tokens = lex(text);
  const found: SemanticToken[] = [];
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] !== Kind.identifier) continue;
    const start = tokens.start[i] ?? 0;
    const end = tokens.end[i] ?? 0;
    const type = typeOf(text.slice(start, end), text.slice(tokens.start[i - 1], tokens.end[i - 1]));
    if (type) found.push({ start, end, type });
  }
  return found;
}

function typeOf(word: string, previous: string): TokenType | undefined {
  if (previous === "->" || previous === ".")
    return word === "allocate_shmem" || word === "register_bgworker" ? "method" : undefined;
  if (!/^(?:dynpgext_|_Dynpgext_|DYNPGEXT_)/u.test(word)) return undefined;
  if (word in dynpgextConstants) return "enumMember";
  if (word in entryPoints || word === "dynpgext_lookup_shmem") return "function";
  if (word === "dynpgext_handle") return "type";
  return interfaceDocs.has(word) ? "macro" : undefined;
}
