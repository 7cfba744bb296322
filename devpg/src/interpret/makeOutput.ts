import { outputLines } from "./outputLines";
import { posixPath } from "./posixPath";
import { shellWords } from "./shellWords";

/** How one source was compiled: an entry of `compile_commands.json`. */
export interface CompileEntry {
  /** Absolute. */
  readonly directory: string;
  /** Absolute. */
  readonly file: string;
  /** The compiler and all its arguments. */
  readonly arguments: readonly string[];
  /** The object, absolute. Absent when the compiler chose the name. */
  readonly output?: string;
}

const compilerName = /^(?:[\w.+-]+-)?(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|icc|icx|xlc)(?:-?[\d.]+)?$/;
const wrappers = new Set(["ccache", "distcc", "sccache", "env", "libtool", "@"]);
const source = /\.(?:c|cc|cpp|cxx|C|m|mm)$/;

/** The compilations that make printed before it ran them; those for another purpose (bitcode, dependencies) are left out. */
export function compileEntries(output: string, folder: string): CompileEntry[] {
  const joined = output.replace(/\\\r?\n/g, " ");
  return outputLines(joined, folder).flatMap((line) => entriesOf(line.text, line.folder));
}

function entriesOf(text: string, folder: string): CompileEntry[] {
  if (!/(?:^|\s)-c(?:\s|$)/.test(text)) return [];
  let directory = folder;
  return shellWords(text).flatMap((words): CompileEntry[] => {
    if (words[0] === "cd" && words[1] !== undefined) directory = posixPath(directory, words[1]);
    const start = words.findIndex((word) => !wrappers.has(word) && !/^\w+=/.test(word));
    const command = words.slice(Math.max(0, start));
    const compiler = command[0]?.slice(command[0].lastIndexOf("/") + 1) ?? "";
    const isOther = command.some(
      (word) => word === "-emit-llvm" || word === "-E" || word === "-M" || word === "-MM",
    );
    if (!compilerName.test(compiler) || !command.includes("-c") || isOther) return [];
    const object = command[command.indexOf("-o") + 1];
    const isNamed = command.includes("-o") && object !== undefined;
    const common = {
      directory,
      arguments: command,
      ...(isNamed ? { output: posixPath(directory, object) } : {}),
    };
    return command
      .filter((word, index) => source.test(word) && !word.startsWith("-") && takesNoValue(command[index - 1]))
      .map((word) => ({ ...common, file: posixPath(directory, word) }));
  });
}

function takesNoValue(before: string | undefined): boolean {
  return !/^-(?:o|I|isystem|include|iquote|D|U|MF|MT|MQ|x)$/.test(before ?? "");
}
