import { normalPath } from "./buildTarget";

/**
 * The files that a shell pattern with `*`, `?` and `[…]` names, in byte order. Paths are relative to the
 * folder of the build file. `isRecursive` lets the last part of the pattern match in every folder below.
 */
export function globFiles(
  pattern: string,
  files: readonly string[],
  options: { readonly isRecursive?: boolean } = {},
): string[] {
  if (pattern.split("*").length > mostStars) return [];
  const expression = globExpression(normalPath(pattern), options.isRecursive === true);
  return files.filter((file) => expression.test(normalPath(file))).sort();
}

/** More stars than any build file has; bounds the work of one match. */
const mostStars = 8;

export function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

function globExpression(pattern: string, isRecursive: boolean): RegExp {
  const lastSlash = pattern.lastIndexOf("/") + 1;
  let source = "";
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern[i]!;
    if (isRecursive && i === lastSlash) source += "(?:[^/]*/)*";
    if (letter === "*") source += source.endsWith("[^/]*") ? "" : "[^/]*";
    else if (letter === "?") source += "[^/]";
    else if (letter === "[") {
      const close = pattern.indexOf("]", i + 2);
      if (close < 0) source += "\\[";
      else {
        const inner = pattern
          .slice(i + 1, close)
          .replace(/[\\[\]^]/g, "\\$&")
          .replace(/^!|^\\\^/, "^");
        source += `[${inner}]`;
        i = close;
      }
    } else source += letter.replace(/[.+^${}()|\]\\/-]/g, "\\$&");
  }
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // A class such as [z-a] names no file.
    return /^\b$/;
  }
}
