/**
 * Whether a query may certainly come back without a row, by its text alone: a plain SELECT from a table, or one with
 * GROUP BY. Whatever calls a function in its select list may be an aggregate, which always gives a row; set
 * operations and functions in FROM are in doubt as well.
 */
export function mayReturnNoRow(query: string): boolean {
  const text = withoutNoise(query).trim().replace(/;\s*$/u, "");
  const match = /^select\b(.*?)\bfrom\s+([\w.]+)(\s*\()?(.*)$/isu.exec(outerLevel(text));
  if (!match) return false;
  const [, list = "", , isFunction, rest = ""] = match;
  if (isFunction !== undefined || /\b(?:union|intersect|except|into)\b|;/iu.test(rest)) return false;
  if (/\bgroup\s+by\b/iu.test(rest)) return !/\bgroup\s+by\s*(?:\(|grouping|rollup|cube)/iu.test(rest);
  return !/\w\s*\(/u.test(list) && !/\bhaving\b/iu.test(rest);
}

/** Comments, strings and quoted names as one word each. */
function withoutNoise(query: string): string {
  return query
    .replace(/--[^\n]*|\/\*[^]*?\*\//gu, " ")
    .replace(/'(?:[^']|'')*'/gu, " x ")
    .replace(/"(?:[^"]|"")*"/gu, "x");
}

/** What stands in parentheses is left out. */
function outerLevel(text: string): string {
  let depth = 0;
  let outer = "";
  for (const character of text) {
    if (character === "(") {
      if (depth === 0) outer += "(";
      depth += 1;
    } else if (character === ")") {
      depth = Math.max(0, depth - 1);
      if (depth === 0) outer += ")";
    } else if (depth === 0) outer += character;
  }
  return outer;
}
