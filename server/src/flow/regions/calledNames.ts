const remembered = new Map<string, readonly string[]>();
const maxRemembered = 30_000;

/** Names that a parenthesis follows, each once. */
export function calledNames(text: string): readonly string[] {
  let names = remembered.get(text);
  if (!names) {
    names = [...new Set(Array.from(text.matchAll(/([A-Za-z_]\w*)\s*\(/gu), (match) => match[1]!))];
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(text, names);
  }
  return names;
}
