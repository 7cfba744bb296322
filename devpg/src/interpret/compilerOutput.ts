import { linkerMessage } from "./linkerMessage";
import { buildToolMessage } from "./buildToolMessage";
import { outputLines, type OutputLine } from "./outputLines";
import { placeInText, type ReportedPlace } from "./placeInText";
import { posixPath } from "./posixPath";
import type { SourceDiagnostic, SourcePlace } from "./sourceDiagnostic";

/** What reading the output of a build needs to know of the files. */
export interface BuildOutputFacts {
  /** Folder in which the build was started. */
  readonly folder: string;
  /** Makefile, meson.build or CMakeLists.txt: where errors without a place go. */
  readonly buildFile: string;
  /** Text of a source as it was built. */
  textOf(path: string): string | undefined;
}

/**
 * What gcc, clang, the linker, make, Meson and CMake complain of, each once. Notes and "In file included from" become
 * related places. Expects English messages without colours.
 */
export function compilerOutput(output: string, facts: BuildOutputFacts): SourceDiagnostic[] {
  const reader = new OutputReader(facts);
  const lines = outputLines(output, facts.folder);
  for (let i = 0; i < lines.length; i++) i += reader.take(lines, i);
  return reader.diagnostics();
}

type Related = SourcePlace & { readonly message: string };
type Draft = Omit<SourceDiagnostic, "related"> & { readonly related: Related[] };

const located =
  /^(?<file>[^\s:][^:]*):(?<line>\d+):(?:(?<column>\d+):)? (?<kind>fatal error|error|warning|note|remark): (?<message>.*)$/;
const included = /^(?:In file included from|\s+from) ([^:]+):(\d+)(?::(\d+))?[,:]$/;

class OutputReader {
  private readonly drafts: Draft[] = [];
  /** Of the header that the next message is about, innermost first. */
  private includes: Related[] = [];
  /** clang, and gcc before 11; seen where a drawing stands elsewhere than the number says. */
  private countsBytes = false;

  constructor(private readonly facts: BuildOutputFacts) {}

  /** Takes the line at `index`; says how many lines after it belong to it. */
  take(lines: readonly OutputLine[], index: number): number {
    const { text, folder } = lines[index]!;
    const include = included.exec(text);
    if (include !== null) {
      if (text.startsWith("In file")) this.includes = [];
      const reported = { path: posixPath(folder, include[1]!), line: Number(include[2]) - 1 };
      this.includes.push({ ...this.place(reported), message: "included from here" });
      return 0;
    }
    const groups = located.exec(text)?.groups;
    if (groups !== undefined) return this.takeLocated(lines, index, groups);
    const next = lines[index + 1]?.text;
    const message = linkerMessage(text, next) ?? buildToolMessage(lines, index, this.facts.buildFile);
    if (message === undefined) return 0;
    const { reported, related, ...rest } = message;
    const { buildFile } = this.facts;
    const absolute = reported && { ...reported, path: posixPath(folder, reported.path) };
    const where = absolute ?? this.mentioned(message.mentions ?? "") ?? { path: buildFile, line: 0 };
    this.drafts.push({
      ...this.place(where),
      ...{ source: rest.source, severity: rest.severity, message: rest.message },
      related: (related ?? []).map((each) => ({
        ...this.place({ path: posixPath(folder, each.path), line: each.line }),
        message: each.message,
      })),
    });
    return message.lines ?? 0;
  }

  diagnostics(): SourceDiagnostic[] {
    const seen = new Set<string>();
    const isFirst = (draft: Draft): boolean => {
      const key = JSON.stringify([draft.path, draft.start, draft.message]);
      return !seen.has(key) && seen.add(key).has(key);
    };
    return this.drafts.filter(isFirst);
  }

  private takeLocated(
    lines: readonly OutputLine[],
    index: number,
    groups: Readonly<Record<string, string | undefined>>,
  ): number {
    const { folder } = lines[index]!;
    const drawing = drawingAfter(lines, index);
    const column = groups["column"] === undefined ? undefined : Number(groups["column"]) - 1;
    if (column !== undefined && drawing.carets !== undefined && drawing.carets.indexOf("^") !== column)
      this.countsBytes = true;
    const place = this.place({
      path: posixPath(folder, groups["file"]!),
      line: Number(groups["line"]) - 1,
      ...(column === undefined ? {} : { column, countsBytes: this.countsBytes }),
      ...(drawing.carets === undefined ? {} : { carets: drawing.carets }),
    });
    const [, message, flag] = /^(.*?)(?: \[(-W[^\]]+)\])?$/s.exec(groups["message"]!)!;
    const kind = groups["kind"]!;
    if (kind === "note" || kind === "remark") {
      this.drafts.at(-1)?.related.push({ ...place, message: message! });
    } else if (!/#warning _FORTIFY_SOURCE requires/.test(message!)) {
      this.drafts.push({
        ...place,
        ...{ source: "compiler", severity: kind === "warning" ? "warning" : "error", message: message! },
        ...(flag === undefined ? {} : { code: flag }),
        related: this.includes,
      });
    }
    if (kind !== "note") this.includes = [];
    return drawing.lines;
  }

  /** The first place in the build file that names something. */
  private mentioned(name: string): ReportedPlace | undefined {
    const { buildFile, textOf } = this.facts;
    const lines = name === "" ? [] : (textOf(buildFile) ?? "").split(/\r\n|\r|\n/);
    for (const [line, text] of lines.entries()) {
      const column = text.indexOf(name);
      if (column < 0) continue;
      return {
        path: buildFile,
        line,
        carets: `${" ".repeat(column)}^${"~".repeat(Math.max(0, name.length - 1))}`,
      };
    }
    return undefined;
  }

  private place(reported: ReportedPlace): SourcePlace {
    return placeInText(reported, this.facts.textOf(reported.path));
  }
}

/** The source line and the carets below it, as gcc and clang draw them, with or without a margin of line numbers. */
function drawingAfter(lines: readonly OutputLine[], index: number): { lines: number; carets?: string } {
  const texts = lines.slice(index + 1, index + 8).map((line) => line.text);
  const margin = /^(\s*\d+ \| ?)/.exec(texts[0] ?? "")?.[1];
  if (margin !== undefined) {
    const count = texts.findIndex((text) => !/^\s*(?:\d+ )?[|+]/.test(text));
    const used = count < 0 ? texts.length : count;
    const carets = texts.slice(0, used).find((text) => /^\s+\|[ ~]*\^[ ~^]*$/.test(text));
    return {
      lines: used,
      ...(carets === undefined ? {} : { carets: carets.slice(carets.indexOf("|") + 2) }),
    };
  }
  const carets = texts[1];
  const isDrawn = carets !== undefined && /^[ \t~]*\^[ ~^]*$/.test(carets) && !located.test(texts[0]!);
  return isDrawn ? { lines: 2, carets } : { lines: 0 };
}
