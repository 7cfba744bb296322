import { linesOf } from "./outputSegments";
import { partText, type ScriptPart } from "./scriptParts";
import type { StatementFailure } from "./judgeRegress";

const longestStatement = 60;

/** One line: which statement, and the first line that it should not, or should, have given. */
export function failureText(script: string, failure: StatementFailure): string {
  const { part, expected, actual, expectedOutput, actualOutput } = failure;
  const statement = shortStatement(script, part);
  if (expected === "") return `${statement}: it is not in the expected output yet`;
  if (actual === "") return `${statement}: it was not run`;
  const before = linesOf(expectedOutput);
  const now = linesOf(actualOutput);
  const at = now.findIndex((line, index) => line !== before[index]);
  const [got, wanted] = at < 0 ? [undefined, before[now.length]] : [now[at], before[at]];
  if (got === undefined) return `${statement}: no line \`${(wanted ?? "").trim()}\``;
  if (wanted === undefined || isStatus(got) !== isStatus(wanted)) return `${statement}: \`${got.trim()}\``;
  return `${statement}: \`${got.trim()}\` instead of \`${wanted.trim()}\``;
}

/** The first line of a statement, cut where it is long. */
export function shortStatement(script: string, part: Pick<ScriptPart, "start" | "end">): string {
  const [first = "", ...more] = partText(script, part).split("\n");
  const line = first.trim();
  if (line.length > longestStatement) return `${line.slice(0, longestStatement - 1)}…`;
  return more.length > 0 ? `${line} …` : line;
}

function isStatus(line: string): boolean {
  return /^(?:ERROR|FATAL|PANIC|WARNING|NOTICE|DETAIL|HINT|CONTEXT|LINE \d+|server closed|connection to server):?/.test(
    line,
  );
}
