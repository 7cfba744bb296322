import { unifiedDiff, type DiffLine } from "../../../devpg/src/interpret/tests/unifiedDiff";
import type { TestFailure, TestResult } from "../../../devpg/src/plan/tests/testRun";
import { displayPath } from "../check/displayPath";
import type { DevText } from "../dev/devText";
import type { Style } from "../terminal/paint";

const words: Readonly<Record<TestResult["outcome"], readonly [Style, string]>> = {
  passed: ["fix", "ok   "],
  failed: ["error", "FAIL "],
  errored: ["error", "ERROR"],
  skipped: ["faint", "skip "],
};

/** More failures of one test than this are only counted. */
const mostFailures = 20;
/** Longer comparisons are cut. */
const mostLines = 40;

/** A test and how it ended, with what differs, for people. */
export function resultText(result: TestResult, text: DevText): string {
  const { id, outcome, durationMs, isPreparation, message, action, failures } = result;
  const { paint } = text;
  const [style, word] = words[outcome];
  const time = durationMs === undefined ? "" : `  ${Math.round(durationMs)} ms`;
  const remark = isPreparation ? "  (others build upon it)" : "";
  const parts = [`${paint(style, word)} ${id}${paint("faint", time + remark)}\n`];
  const isSaid = failures.length === 1 && failures[0]?.message === message;
  if (message !== undefined && !isSaid) parts.push(`  ${message}\n`);
  if (action !== undefined) parts.push(`  ${paint("fix", "help")}: ${action}\n`);
  for (const failure of failures.slice(0, mostFailures)) parts.push(failureText(failure, result, text));
  if (failures.length > mostFailures) parts.push(`  … and ${failures.length - mostFailures} more\n`);
  return parts.join("");
}

function failureText(
  { message, place, expected, actual }: TestFailure,
  { path }: TestResult,
  text: DevText,
): string {
  const { paint, cwd } = text;
  const at = `${displayPath(place?.path ?? path, cwd)}${place === undefined ? "" : `:${place.start.line + 1}`}`;
  const [first = "", ...more] = message.split("\n");
  const lines = [`  ${paint("strong", `${at}:`)} ${first}`, ...more.map((line) => `    ${line}`)];
  if (expected !== undefined || actual !== undefined) {
    const diff = unifiedDiff(expected ?? "", actual ?? "");
    lines.push(...diff.slice(0, mostLines).map((line) => diffText(line, text)));
    if (diff.length > mostLines) lines.push(`    … ${diff.length - mostLines} more lines`);
  }
  return `${lines.join("\n")}\n`;
}

function diffText({ kind, text }: DiffLine, { paint }: DevText): string {
  switch (kind) {
    case "same":
      return `      ${text}`.trimEnd();
    case "removed":
      return `    ${paint("error", `- ${text}`)}`;
    case "added":
      return `    ${paint("fix", `+ ${text}`)}`;
    case "gap":
      return paint("gutter", "    ...");
  }
}
