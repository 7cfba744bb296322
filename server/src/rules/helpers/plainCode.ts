/** The text of a file as the compiler sees it, and under which conditions a place in it is compiled. */
import type { CFacts } from "../../facts/cFacts";
import type { Chunk } from "../../syntax/c/source";

const noise = /\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/gu;
const comments = /"(?:[^"\\\n]|\\.)*"|\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*/gu;
const directiveLine = /^[ \t]*#(?:\\\r?\n|[^\n])*/gmu;

interface CodeMatch {
  readonly text: string;
  readonly index: number;
}

/** Matches by pattern, relative to the chunk: an edit elsewhere in the file searches none of the others again. */
const matchesOfChunk = new WeakMap<Chunk, Map<string, readonly CodeMatch[]>>();

const matchesOfFile = new WeakMap<CFacts, Map<string, readonly CodeMatch[]>>();

/** Matches of a global pattern in a file's active code, outside of comments, literals and directives; `index` is the offset in the file. */
export function codeMatches(file: CFacts, pattern: RegExp): readonly CodeMatch[] {
  let known = matchesOfFile.get(file);
  if (!known) {
    known = new Map();
    matchesOfFile.set(file, known);
  }
  let matches = known.get(pattern.source);
  if (!matches) {
    matches = file.source.chunks.flatMap(({ chunk, start }) =>
      matchesIn(chunk, pattern)
        .map(({ text, index }) => ({ text, index: start + index }))
        .filter(({ index }) => !file.isInactive({ start: index, end: index })),
    );
    known.set(pattern.source, matches);
  }
  return matches;
}

const textMatchesOfFile = new WeakMap<CFacts, Map<string, readonly CodeMatch[]>>();
/** Searches that are remembered for a file. */
const maxSearches = 64;

/** Matches of a pattern anywhere in a file; other files are not searched again after an edit. */
export function textMatches(file: CFacts, pattern: string): readonly CodeMatch[] {
  const known = textMatchesOfFile.get(file) ?? new Map<string, readonly CodeMatch[]>();
  textMatchesOfFile.set(file, known);
  let matches = known.get(pattern);
  if (!matches) {
    if (known.size >= maxSearches) known.clear();
    const found = [...file.text.matchAll(new RegExp(pattern, "gu"))];
    matches = found.map((match) => ({ text: match[0], index: match.index }));
    known.set(pattern, matches);
  }
  return matches;
}

function matchesIn(chunk: Chunk, pattern: RegExp): readonly CodeMatch[] {
  let known = matchesOfChunk.get(chunk);
  if (!known) {
    known = new Map();
    matchesOfChunk.set(chunk, known);
  }
  let matches = known.get(pattern.source);
  if (!matches) {
    const found = chunk.text.search(pattern) < 0 ? [] : [...blanked(chunk.text).matchAll(pattern)];
    matches = found.map((match) => ({ text: match[0], index: match.index }));
    known.set(pattern.source, matches);
  }
  return matches;
}

/** The text with comments, literals and directives as blanks. */
function blanked(text: string): string {
  return text.replace(noise, blank).replace(directiveLine, blank);
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
