import { linesOf, outputSegments } from "./outputSegments";
import { scriptParts } from "./scriptParts";

/** The outputs of one test. */
export interface TestTexts {
  readonly script: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * The expected output with that of the chosen statements (indexes of parts) replaced by what they gave; all else stays
 * as it is, line ends included.
 */
export function acceptStatements(
  { script, expected, actual }: TestTexts,
  indexes: readonly number[],
): string {
  const parts = scriptParts(script);
  const wanted = linesOf(expected);
  const got = linesOf(actual);
  const wantedAt = outputSegments(script, parts, wanted);
  const gotAt = outputSegments(script, parts, got);
  const chosen = new Set(indexes);
  const lines = parts.flatMap((_, index) =>
    chosen.has(index)
      ? asEndedIn(expected, got.slice(gotAt[index], gotAt[index + 1]))
      : wanted.slice(wantedAt[index], wantedAt[index + 1]),
  );
  const lacksLast = expected !== "" && !expected.endsWith("\n") && !chosen.has(parts.length - 1);
  return lines.join("\n") + (lines.length === 0 || lacksLast ? "" : "\n");
}

/** The whole output as the expected one, with the line ends that the expected one had. */
export function acceptAll({ expected, actual }: Pick<TestTexts, "expected" | "actual">): string {
  if (!endsInCrlf(expected)) return actual;
  return linesOf(actual)
    .map((line) => `${asEndedIn(expected, [line])[0]!}\n`)
    .join("");
}

/** A file whose every line ends in CR LF was written so by its authors. */
function endsInCrlf(text: string): boolean {
  return text.includes("\r\n") && !/(?:^|[^\r])\n/.test(text);
}

function asEndedIn(text: string, lines: readonly string[]): string[] {
  return endsInCrlf(text) ? lines.map((line) => (line.endsWith("\r") ? line : `${line}\r`)) : [...lines];
}
