import { matchLines } from "./matchLines";
import { linesOf } from "./outputSegments";

/** A line of a comparison: in both, only before (`-`), or only after (`+`). `gap` stands for lines left out. */
export interface DiffLine {
  readonly kind: "same" | "removed" | "added" | "gap";
  readonly text: string;
}

/** What differs between two texts, with `context` lines around it. Empty when nothing does. */
export function unifiedDiff(before: string, after: string, context = 3): DiffLine[] {
  const lines = allLines(linesOf(before), linesOf(after));
  const isNear = new Uint8Array(lines.length);
  lines.forEach(({ kind }, at) => {
    if (kind === "same") return;
    isNear.fill(1, Math.max(0, at - context), Math.min(lines.length, at + context + 1));
  });
  const shown: DiffLine[] = [];
  lines.forEach((line, at) => {
    if (isNear[at] === 1) shown.push(line);
    else if (shown.length > 0 && shown.at(-1)?.kind !== "gap") shown.push({ kind: "gap", text: "" });
  });
  if (shown.at(-1)?.kind === "gap") shown.pop();
  return shown;
}

function allLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const pairs = matchLines(before, after);
  const lines: DiffLine[] = [];
  let next = 0;
  const removeTo = (end: number): void => {
    for (; next < end; next++) lines.push({ kind: "removed", text: before[next]! });
  };
  after.forEach((text, at) => {
    const match = pairs[at]!;
    if (match < 0) {
      lines.push({ kind: "added", text });
      return;
    }
    removeTo(match);
    lines.push({ kind: "same", text });
    next = match + 1;
  });
  removeTo(before.length);
  return removedFirst(lines);
}

/** In a run of changes what is gone stands before what came, as diffs show it. */
function removedFirst(lines: readonly DiffLine[]): DiffLine[] {
  const ordered: DiffLine[] = [];
  let run: DiffLine[] = [];
  const close = (): void => {
    ordered.push(
      ...run.filter(({ kind }) => kind === "removed"),
      ...run.filter(({ kind }) => kind === "added"),
    );
    run = [];
  };
  for (const line of lines) {
    if (line.kind !== "same") run.push(line);
    else {
      close();
      ordered.push(line);
    }
  }
  close();
  return ordered;
}
