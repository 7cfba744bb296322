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
  const before = linesOf(expectedOutput).map(plain);
  const now = linesOf(actualOutput).map(plain);
  // Longer values make all lines of a table wider: the first line that says something else is meant.
  const at = now.findIndex(
    (line, index) => line !== before[index] && !(isRule(line) && isRule(before[index] ?? "")),
  );
  const [got, wanted] = at < 0 ? [undefined, before[now.length]] : [now[at], before[at]];
  if (got === undefined && wanted === undefined) return `${statement}: only blanks differ`;
  if (got === undefined) return `${statement}: no line \`${wanted}\``;
  if (wanted === undefined || isStatus(got) !== isStatus(wanted)) return `${statement}: \`${got}\``;
  return `${statement}: \`${got}\` instead of \`${wanted}\``;
}

/** The first line of a statement, cut where it is long. */
export function shortStatement(script: string, part: Pick<ScriptPart, "start" | "end">): string {
  const [first = "", ...more] = partText(script, part).split("\n");
  const line = first.trim().replace(/;$/, "");
  if (line.length > longestStatement) return `${line.slice(0, longestStatement - 1)}…`;
  return more.length > 0 ? `${line} …` : line;
}

/** One blank where a table has many. */
function plain(line: string): string {
  return line.trim().replaceAll(/\s+/g, " ");
}

function isRule(line: string): boolean {
  return /^-+(?:\+-+)*$/.test(line);
}

function isStatus(line: string): boolean {
  return /^(?:ERROR|FATAL|PANIC|WARNING|NOTICE|DETAIL|HINT|CONTEXT|LINE \d+|server closed|connection to server):?/.test(
    line,
  );
}
