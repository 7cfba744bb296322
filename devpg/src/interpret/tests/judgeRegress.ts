import { matchLines } from "./matchLines";
import { linesOf, outputSegments } from "./outputSegments";
import { scriptParts, type ScriptPart } from "./scriptParts";

/** A statement whose output is another one than expected. Texts end with a line feed, or are empty. */
export interface StatementFailure {
  /** Index of the part of the script. */
  readonly index: number;
  readonly part: ScriptPart;
  /** With the echo of the statement. */
  readonly expected: string;
  readonly actual: string;
  /** The same without the echo and what both begin with. */
  readonly expectedOutput: string;
  readonly actualOutput: string;
}

export interface RegressJudgement {
  /** Index of the expected output that comes nearest, as pg_regress chooses it; -1 when there is none. */
  readonly nearest: number;
  readonly failures: readonly StatementFailure[];
}

/** Compares what a script gave with what was expected of it, statement by statement. */
export function judgeRegress(script: string, expected: readonly string[], actual: string): RegressJudgement {
  const nearest = nearestOutput(expected, actual);
  const parts = scriptParts(script);
  const wanted = linesOf(expected[nearest] ?? "");
  const got = linesOf(actual);
  const wantedAt = outputSegments(script, parts, wanted);
  const gotAt = outputSegments(script, parts, got);
  const failures = parts.flatMap((part, index): StatementFailure[] => {
    const before = wanted.slice(wantedAt[index], wantedAt[index + 1]);
    const now = got.slice(gotAt[index], gotAt[index + 1]);
    if (before.length === now.length && before.every((line, at) => line === now[at])) return [];
    const echo = commonStart(before, now);
    return [
      {
        ...{ index, part, expected: textOf(before), actual: textOf(now) },
        expectedOutput: textOf(before.slice(echo)),
        actualOutput: textOf(now.slice(echo)),
      },
    ];
  });
  return { nearest, failures };
}

/** How many lines one would have to add and remove. */
function lineDistance(a: string, b: string): number {
  const before = linesOf(a);
  const after = linesOf(b);
  const same = matchLines(before, after).reduce((count, at) => count + (at < 0 ? 0 : 1), 0);
  return before.length + after.length - 2 * same;
}

/** Index of the text that comes nearest, the first among equals; -1 when there is none. Source: results_differ, src/test/regress/pg_regress.c, REL_15_STABLE. */
export function nearestOutput(expected: readonly string[], actual: string): number {
  if (expected.length < 2) return expected.length - 1;
  const distances = expected.map((text) => (text === actual ? 0 : lineDistance(text, actual)));
  return distances.indexOf(Math.min(...distances));
}

/** Lines that both have at their beginning, as far as a table is not cut in its middle. */
function commonStart(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  const rule = (lines: readonly string[]): number =>
    lines.slice(0, count).findIndex((line) => /^-+(\+-+)*$/.test(line));
  const table = rule(a);
  // The head of a table belongs to its rows.
  return table > 0 ? table - 1 : count;
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
