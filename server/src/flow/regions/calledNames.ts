const remembered = new Map<string, readonly string[]>();
const maxRemembered = 30_000;

/** Names that a parenthesis follows, each once. */
export function calledNames(text: string): readonly string[] {
  let names = remembered.get(text);
  if (!names) {
    names = findNames(text);
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(text, names);
  }
  return names;
}

function findNames(text: string): readonly string[] {
  const names = new Set<string>();
  forEachCall(text, (name) => names.add(name));
  return [...names];
}

/**
 * Visits each name that a parenthesis follows, with the offset of the parenthesis. Looks back from each parenthesis: a search for
 * words from the start would stop at every one of them.
 */
export function forEachCall(text: string, visit: (name: string, open: number) => void): void {
  for (let at = text.indexOf("("); at >= 0; at = text.indexOf("(", at + 1)) {
    let end = at;
    while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
    let start = end;
    while (start > 0 && isWordPart(text.charCodeAt(start - 1))) start--;
    if (start < end && !isDigit(text.charCodeAt(start))) visit(text.slice(start, end), at);
  }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWordPart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || isDigit(code);
}
