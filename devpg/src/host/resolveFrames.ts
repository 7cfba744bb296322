import { existsSync } from "node:fs";
import { basename, sep } from "node:path";
import type { AddressLine } from "../interpret/addressLines";
import type { CrashFrame } from "../interpret/crash";
import type { ReportedFrame } from "../interpret/crashReport";
import { inlinedLines } from "../interpret/inlinedLines";
import { placeInText } from "../interpret/placeInText";
import { posixPath } from "../interpret/posixPath";
import { runProcess } from "./runProcess";
import { sourceTexts } from "./sourceTexts";

const timeoutMs = 20_000;

/** Finds functions and lines with `addr2line`, once for each library. What was inlined becomes frames of its own. */
export async function resolveFrames(
  frames: readonly ReportedFrame[],
  folder: string,
): Promise<readonly CrashFrame[]> {
  const lines = new Map<ReportedFrame, readonly AddressLine[]>();
  for (const file of new Set(frames.map((frame) => frame.file)))
    for (const [frame, found] of await linesIn(file, frames)) lines.set(frame, found);
  const textOf = sourceTexts();
  return frames.flatMap((frame): readonly CrashFrame[] => {
    const module = basename(frame.file);
    const found = lines.get(frame) ?? [];
    if (found.length === 0)
      return [
        { ...(frame.function === undefined ? {} : { function: frame.function }), module, isOwn: false },
      ];
    return found.map((line) => {
      const path = posixPath("/", line.file);
      const place = placeInText({ path, line: line.line }, textOf(path));
      return { function: line.function, place, module, isOwn: path.startsWith(folder + sep) };
    });
  });
}

async function linesIn(
  file: string,
  frames: readonly ReportedFrame[],
): Promise<readonly (readonly [ReportedFrame, readonly AddressLine[]])[]> {
  const asked = frames.filter((frame) => frame.file === file && frame.offset > 0);
  // System libraries and the server mostly have no debug information, and reading them takes long.
  if (!file.startsWith("/") || !existsSync(file) || /^\/(usr\/)?lib/u.test(file)) return [];
  // A return address is behind its call, which may be on an earlier line; where it died is exact.
  const addresses = asked.map(
    (frame) => `0x${(frame === frames[0] ? frame.offset : frame.offset - 1).toString(16)}`,
  );
  const argv = ["addr2line", "-a", "-f", "-i", "-e", file, ...addresses] as const;
  const outcome = await runProcess({ argv: [...argv], cwd: "/", env: {} }, { timeoutMs });
  if (!outcome.ok || outcome.value.exitCode !== 0) return [];
  const found = inlinedLines(outcome.value.stdout);
  return asked.map((frame, at) => [frame, found[at] ?? []] as const);
}
