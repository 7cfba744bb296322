import type { ReportedPlace } from "./placeInText";
import type { SourceDiagnostic } from "./sourceDiagnostic";

/** What one line of a build says, before its place is looked up. */
export interface BuildMessage extends Pick<SourceDiagnostic, "source" | "severity" | "message"> {
  /** Path as printed. Absent when the line names no place. */
  readonly reported?: ReportedPlace;
  /** A word to look for in the build file when there is no place. */
  readonly mentions?: string;
  readonly related?: readonly { readonly path: string; readonly line: number; readonly message: string }[];
  /** How many lines after it belong to it. */
  readonly lines?: number;
}

/**
 * A complaint of GNU ld, gold, lld or Apple's ld; `next` is the line after it, where Apple's says which object refers to the
 * symbol. With debug information GNU ld names source and line, without it an object.
 */
export function linkerMessage(text: string, next: string | undefined): BuildMessage | undefined {
  return undefinedSymbol(text, next) ?? duplicateSymbol(text) ?? missingLibrary(text);
}

const error = { source: "linker", severity: "error" } as const;

function undefinedSymbol(text: string, next: string | undefined): BuildMessage | undefined {
  const gnu =
    /^(?:\S*ld(?:\.\w+)?: )?(.*?):(\d+|\([^)]*\)): (?:warning: )?undefined reference to [`'](.+)'/.exec(text);
  if (gnu !== null) return { ...error, message: undefinedText(gnu[3]!), ...placeOf(gnu[1]!, gnu[2]!) };
  const bare =
    /ld(?:\.lld)?: (?:error: )?(?:(\S+): )?(?:undefined symbol: |undefined reference to [`'])([^\s']+)/.exec(
      text,
    );
  if (bare !== null) return { ...error, message: undefinedText(bare[2]!), ...mentioning(bare[1]) };
  const apple = /^\s+"_?(.+)", referenced from:/.exec(text);
  if (apple === null) return undefined;
  return { ...error, message: undefinedText(apple[1]!), ...mentioning(/in (\S+\.o)/.exec(next ?? "")?.[1]) };
}

function duplicateSymbol(text: string): BuildMessage | undefined {
  const match =
    /^(?:\S*ld(?:\.\w+)?: )?(.*?):(\d+|\([^)]*\)): multiple definition of [`'](.+)';(?: (.*?):(?:(.*?):(\d+|\([^)]*\)):)?)? first defined here/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, file, line, symbol, , otherFile, otherLine] = match;
  const other = otherFile !== undefined && /^\d+$/.test(otherLine ?? "");
  return {
    ...error,
    message: `\`${symbol}\` is defined twice in this library`,
    ...placeOf(file!, line!),
    ...(other
      ? { related: [{ path: otherFile, line: Number(otherLine) - 1, message: "first defined here" }] }
      : {}),
  };
}

function missingLibrary(text: string): BuildMessage | undefined {
  const match =
    /ld(?:\.\w+)?: (?:error: )?(?:cannot find|unable to find library|library not found for) (-l\S+|\S+\.o|\S+\.a)/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, name] = match;
  return {
    ...error,
    message: `the linker cannot find ${name!.replace(/:$/, "")}`,
    ...mentioning(name!.replace(/:$/, "")),
  };
}

function undefinedText(symbol: string): string {
  return `\`${symbol}\` is used but not defined by this library, nor by a library it is linked with`;
}

/** Either a source and its line, or an object and an address in it. */
function placeOf(file: string, line: string): Pick<BuildMessage, "reported" | "mentions"> {
  if (!/^\d+$/.test(line)) return mentioning(/([^\s:]+\.o)\b/.exec(file)?.[1]);
  const path = /([^:]+)$/.exec(file)![1]!;
  return { reported: { path, line: Number(line) - 1 } };
}

function mentioning(word: string | undefined): Pick<BuildMessage, "mentions"> {
  return word === undefined ? {} : { mentions: word.slice(word.lastIndexOf("/") + 1) };
}
