/** The text of a file as the compiler sees it, and under which conditions a place in it is compiled. */
import type { CFacts } from "../../facts/cFacts";

const noise = /\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/gu;
const comments = /"(?:[^"\\\n]|\\.)*"|\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*/gu;
const directiveLine = /^[ \t]*#(?:\\\r?\n|[^\n])*/gmu;

const codes = new WeakMap<CFacts, string>();

/** The text with comments, literals, directives and regions left out by a condition as blanks, every offset kept. */
export function codeOf(file: CFacts): string {
  let code = codes.get(file);
  if (code === undefined) {
    code = file.text.replace(noise, blank).replace(directiveLine, blank);
    for (const { start, end } of file.source.inactive) {
      code = code.slice(0, start) + blank(code.slice(start, end)) + code.slice(end);
    }
    codes.set(file, code);
  }
  return code;
}

/**
 * The conditions of the `#if` branches around an offset, outermost first; of `#else` and `#elif` the negated
 * ones as well. Include guards and conditions that are decided by the PostgreSQL version do not count.
 */
export function conditionsAt(file: CFacts, offset: number): readonly string[] {
  const text = file.text.replace(comments, (token) => (token.startsWith('"') ? token : blank(token)));
  const open: string[][] = [];
  const directives = [...text.matchAll(directiveLine)];
  for (const [i, match] of directives.entries()) {
    if (match.index >= offset) break;
    const [, keyword, rest = ""] = /^[ \t]*#[ \t]*(\w+)([^]*)$/u.exec(match[0]) ?? [];
    const condition = rest.replace(/\\\r?\n/gu, "").replace(/\s+/gu, "");
    if (keyword === "if") open.push([condition]);
    else if (keyword === "ifdef") open.push([`defined(${condition})`]);
    else if (keyword === "ifndef")
      open.push(isGuard(directives[i + 1]?.[0], condition) ? [] : [negated(`defined(${condition})`)]);
    else if (keyword === "else" || keyword === "elif") {
      const branch = open.at(-1);
      if (!branch) continue;
      const last = branch.pop();
      if (last !== undefined) branch.push(negated(last));
      if (keyword === "elif") branch.push(condition);
    } else if (keyword === "endif") open.pop();
  }
  return open.flat().filter((condition) => !isDecided(condition));
}

function isGuard(next: string | undefined, name: string): boolean {
  return (
    next !== undefined &&
    new RegExp(String.raw`^[ \t]*#[ \t]*define[ \t]+${name.replace(/\$/gu, "\\$")}\b`, "u").test(next)
  );
}

function negated(condition: string): string {
  return /^!(?:defined\(\w+\)|\w+)$/u.test(condition)
    ? condition.slice(1)
    : /^(?:defined\(\w+\)|\w+)$/u.test(condition)
      ? `!${condition}`
      : `!(${condition})`;
}

/** The target's version decides it, so the branch is known to be compiled. */
function isDecided(condition: string): boolean {
  return /^[!()\d<>=&|]*(?:(?:PG_VERSION_NUM|PG_MAJORVERSION_NUM|defined\(PG_MODULE_MAGIC(?:_EXT)?\))[!()\d<>=&|]*)+$/u.test(
    condition,
  );
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/gu, " ");
}
