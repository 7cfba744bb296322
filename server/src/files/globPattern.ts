/**
 * Compiles the `exclude` patterns of the settings into one test of a path relative to the workspace folder
 * (`/` separators). A pattern that names a folder excludes everything in it; a pattern without a slash
 * matches at any depth, one with a slash from the workspace folder on.
 *
 *   *  any characters but a slash     **  any characters     ?  one character but a slash
 *   [a-z] [!a-z]  a set of characters     {one,two}  alternatives
 */
export function excludeTest(patterns: readonly string[]): (relativePath: string) => boolean {
  const tests = patterns.map(compile).filter((test) => test !== undefined);
  if (tests.length === 0) return () => false;
  return (relativePath) => tests.some((test) => test.test(relativePath));
}

function compile(pattern: string): RegExp | undefined {
  const trimmed = pattern.trim().replace(/^\.\//, "").replace(/\/+$/, "");
  if (trimmed === "") return undefined;
  const anywhere = trimmed.includes("/") ? "" : "(?:.*/)?";
  const body = translate(trimmed.replace(/^\//, ""));
  try {
    return new RegExp(`^${anywhere}${body}(?:/.*)?$`, "s");
  } catch (error) {
    if (error instanceof SyntaxError) return literal(trimmed, anywhere);
    throw error;
  }
}

/** A pattern with a set that is no set, like `[z-a]`, stands for its own characters. */
function literal(pattern: string, anywhere: string): RegExp {
  return new RegExp(`^${anywhere}${escaped(pattern)}(?:/.*)?$`, "s");
}

function translate(pattern: string): string {
  let result = "";
  let alternatives = 0;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === "*" && pattern[at + 1] === "*") {
      // `**/` also stands for no folder at all.
      const folders = pattern[at + 2] === "/";
      result += folders ? "(?:.*/)?" : ".*";
      at += folders ? 2 : 1;
    } else if (char === "*") result += "[^/]*";
    else if (char === "?") result += "[^/]";
    else if (char === "{" && pattern.includes("}", at)) {
      result += "(?:";
      alternatives++;
    } else if (char === "}" && alternatives > 0) {
      result += ")";
      alternatives--;
    } else if (char === "," && alternatives > 0) result += "|";
    else if (char === "[" && pattern.indexOf("]", at + 2) > 0) {
      const end = pattern.indexOf("]", at + 2);
      const set = pattern
        .slice(at + 1, end)
        .replace(/^!/, "^")
        .replace(/[\\[\]]/g, "\\$&");
      result += `[${set}]`;
      at = end;
    } else result += escaped(char);
  }
  return result + ")".repeat(alternatives);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
