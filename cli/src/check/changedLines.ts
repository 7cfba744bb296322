import { relative } from "node:path";
import type { GitChanges } from "../../../devpg/src/host/gitChanges";

/** Which lines (0-based, counted by LF as git does) of which files were added or changed. */
export interface ChangedLines {
  /** `realPath` is the real path of the file. */
  isChanged(realPath: string, firstLine: number, lastLine: number): boolean;
}

/** Reads what git says about the changes since a commit. */
export function changedLines({ topLevel, diff, untracked }: GitChanges): ChangedLines {
  const ranges = changedRanges(diff);
  const whole = new Set(untracked);
  return {
    isChanged(realPath, firstLine, lastLine) {
      const path = relative(topLevel, realPath).replaceAll("\\", "/");
      if (whole.has(path)) return true;
      return (ranges.get(path) ?? []).some(({ first, end }) => firstLine < end && lastLine >= first);
    },
  };
}

interface Range {
  readonly first: number;
  readonly end: number;
}

/** The new side's ranges by path of a unified diff without context lines and with the prefixes `a/` and `b/`. */
export function changedRanges(diff: string): ReadonlyMap<string, readonly Range[]> {
  const ranges = new Map<string, Range[]>();
  let current: Range[] = [];
  // Lines of the two sides that are still to come: `+++ ` may be the text of one of them.
  let expected = 0;
  for (const line of diff.split("\n")) {
    if (expected > 0 && /^[-+]/.test(line)) expected--;
    else if (line.startsWith("+++ ")) {
      current = [];
      ranges.set(pathOf(line.slice(4)), current);
    } else {
      const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
      if (hunk === null) continue;
      const added = Number(hunk[3] ?? 1);
      expected = Number(hunk[1] ?? 1) + added;
      const first = Number(hunk[2]) - 1;
      if (added > 0) current.push({ first, end: first + added });
    }
  }
  return ranges;
}

/** Undoes git's quoting of unusual names, and takes off the prefix and the tab that git puts after names with spaces. */
function pathOf(written: string): string {
  const text = written.replace(/[\t\r]+$/, "");
  const unquoted = text.startsWith('"') ? unquote(text.slice(1, -1)) : text;
  return unquoted.replace(/^b\//, "");
}

const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Source: quote_c_style in quote.c of git, v2.39. */
function unquote(text: string): string {
  const bytes: Buffer[] = [];
  for (const [part, octal, escaped] of text.matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Buffer.from([Number.parseInt(octal, 8)]));
    else if (escaped !== undefined) bytes.push(Buffer.from(escapes[escaped] ?? escaped));
    else bytes.push(Buffer.from(part));
  }
  return Buffer.concat(bytes).toString("utf8");
}
