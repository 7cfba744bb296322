import { readdir, readFile, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { sanitizerDiagnostic } from "../interpret/sanitizerDiagnostic";
import { sanitizerReports } from "../interpret/sanitizerReport";
import type { SourceDiagnostic } from "../interpret/sourceDiagnostic";
import { installRecord } from "./installRecord";
import { sourceTexts } from "./sourceTexts";
import type { Workplace } from "./workplace";

/**
 * What AddressSanitizer has reported of the libraries as they are installed now, oldest first, at the lines of the
 * user's sources. A fault that was met in several processes is told once, as it was last.
 */
export async function readSanitizerReports({
  layout,
  folder,
}: Pick<Workplace, "layout" | "folder">): Promise<readonly SourceDiagnostic[]> {
  const installed = installRecord(layout).read()?.files ?? [];
  const sinceMs = Math.max(0, ...installed.map(({ changedAtMs }) => changedAtMs));
  const { log } = layout;
  const names = (await readdir(log).catch(() => [])).filter((name) => /^asan\.\d+$/u.test(name));
  const files = await Promise.all(names.map((name) => readReport(join(log, name))));
  const textOf = sourceTexts();
  const isOwn = (path: string): boolean => path.startsWith(folder + sep);
  const found = new Map<string, SourceDiagnostic>();
  for (const { text, writtenMs } of files.sort((a, b) => a.writtenMs - b.writtenMs)) {
    if (writtenMs < sinceMs) continue;
    for (const report of sanitizerReports(text)) {
      const diagnostic = sanitizerDiagnostic(report, { textOf, isOwn });
      if (diagnostic === undefined) continue;
      const key = `${diagnostic.path}:${diagnostic.start.line}:${diagnostic.code}`;
      found.delete(key);
      found.set(key, diagnostic);
    }
  }
  return [...found.values()];
}

/** A file that is removed meanwhile, by the next start of the server, says nothing. */
async function readReport(path: string): Promise<{ readonly text: string; readonly writtenMs: number }> {
  const [file, text] = await Promise.all([
    stat(path).catch(() => undefined),
    readFile(path, "utf8").catch(() => ""),
  ]);
  return { text, writtenMs: file?.mtimeMs ?? 0 };
}
