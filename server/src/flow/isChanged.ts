/** The text assigns a variable, or takes its address, beyond its initialization. */
export function isChanged(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  const write = new RegExp(
    String.raw`(?:&\s*|\+\+\s*|--\s*)\b${name}\b|\b${name}\b\s*(?:\[[^\]\n]*\]\s*|(?:\.|->)\s*\w+\s*)*(?:=(?!=|\s*\{)|\+\+|--|[-+*/%&|^]=|<<=|>>=)`,
    "gu",
  );
  const declaration = new RegExp(String.raw`^\s*(?:\w+[\s*]+)+${name}\s*(?:\[[^\]\n]*\]\s*)*=$`, "u");
  for (const match of text.matchAll(write)) {
    const line = text.slice(text.lastIndexOf("\n", match.index) + 1, match.index + match[0].length);
    if (!declaration.test(line)) return true;
  }
  return false;
}
