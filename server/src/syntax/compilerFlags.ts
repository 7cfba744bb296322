import type { BuildDefine } from "./buildTarget";
import type { TracedText } from "./tracedText";

export interface CompilerFlags {
  readonly defines: readonly BuildDefine[];
  /** In order; those with unknown parts are left out. */
  readonly includeDirs: readonly string[];
  /** Headers that `-include` puts before every source, as written, also where only a build can tell parts of the name. */
  readonly forcedIncludes: readonly string[];
}

/** The `-D`, `-I` and `-include` flags of a command line that a shell will split and unquote. */
export function shellFlags(traced: TracedText): CompilerFlags {
  return flagsOf(shellWords(traced));
}

/** The `-D`, `-I` and `-include` flags among arguments that reach the compiler as they are. */
export function argumentFlags(args: readonly TracedText[]): CompilerFlags {
  return flagsOf(
    args.map((written) => ({ written, text: written.text, unknown: indexesOfUnknown(written) })),
  );
}

/** `NAME` or `NAME=value` as a define; undefined when the name is not known. */
export function defineOf(written: TracedText): BuildDefine | undefined {
  return asDefine({ written, text: written.text, unknown: indexesOfUnknown(written) }, written.text);
}

/** A shell word after unquoting. `unknown` are the indexes in `text` that only a build can tell. */
interface ShellWord {
  readonly written: TracedText;
  readonly text: string;
  readonly unknown: readonly number[];
}

function flagsOf(words: readonly ShellWord[]): CompilerFlags {
  const defines: BuildDefine[] = [];
  const includeDirs: string[] = [];
  const forcedIncludes: string[] = [];
  for (let i = 0; i < words.length; i++) {
    let word = words[i]!;
    const flag = /^-(?:D|I|include)/u.exec(word.text)?.[0];
    if (flag === undefined) continue;
    let rest = word.text.slice(flag.length);
    if (rest === "") {
      const next = words[++i];
      if (next === undefined) break;
      word = next;
      rest = next.text;
    }
    if (flag === "-D") {
      const define = asDefine(word, rest);
      if (define !== undefined) defines.push(define);
    } else if (flag === "-include") forcedIncludes.push(rest);
    else if (word.unknown.length === 0) includeDirs.push(rest);
  }
  return { defines, includeDirs, forcedIncludes };
}

/** `rest` is the end of the word's text. */
function asDefine(word: ShellWord, rest: string): BuildDefine | undefined {
  const found = /^([A-Za-z_]\w*)(?:\([^)]*\))?(=?)/.exec(rest);
  const site = word.written.site;
  if (found === null || site === undefined) return undefined;
  const known = word.text.length - rest.length + found[0].length;
  if (word.unknown.some((index) => index < known)) return undefined;
  if (found[2] === "" && (rest.length > found[0].length || word.unknown.length > 0)) return undefined;
  const value = found[2] === "" ? "1" : rest.slice(found[0].length);
  return {
    name: found[1]!,
    ...(word.unknown.length > 0 ? {} : { value }),
    span: { start: site.start, end: site.end },
    path: site.path,
    certain: !word.written.isUncertain,
  };
}

/** Splits and unquotes as a POSIX shell does; what the shell itself would expand is unknown. */
function shellWords(traced: TracedText): ShellWord[] {
  const { text } = traced;
  const isUnknownAt = unknownMap(traced);
  const words: ShellWord[] = [];
  let start = -1;
  let value = "";
  let unknown: number[] = [];
  let quote = "";
  const add = (index: number, letter: string): void => {
    if (isUnknownAt[index] === true) unknown.push(value.length);
    value += letter;
  };
  const close = (end: number): void => {
    if (start >= 0) words.push({ written: traced.slice(start, end), text: value, unknown });
    start = -1;
    value = "";
    unknown = [];
  };
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    if (quote === "" && /\s/.test(letter)) {
      close(i);
      continue;
    }
    if (start < 0) start = i;
    if (quote === "'") {
      if (letter === "'") quote = "";
      else add(i, letter);
    } else if (letter === "\\" && (quote === "" || /["\\$`]/.test(text[i + 1] ?? ""))) {
      i++;
      if (i < text.length) add(i, text[i]!);
    } else if (letter === "$" || letter === "`") {
      unknown.push(value.length);
      value += letter;
    } else if (quote === '"' ? letter === '"' : letter === "'" || letter === '"')
      quote = quote === "" ? letter : "";
    else add(i, letter);
  }
  close(text.length);
  return words;
}

function unknownMap(traced: TracedText): boolean[] {
  return traced.fragments.flatMap((fragment) =>
    new Array<boolean>(fragment.text.length).fill(fragment.isUnknown),
  );
}

function indexesOfUnknown(traced: TracedText): number[] {
  return unknownMap(traced).flatMap((isUnknown, index) => (isUnknown ? [index] : []));
}
