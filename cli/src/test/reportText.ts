import { unifiedDiff } from "../../../devpg/src/interpret/tests/unifiedDiff";
import type { TestReport, TestResult } from "../../../devpg/src/plan/tests/testRun";
import type { DevText } from "../dev/devText";
import { count, seconds } from "../dev/figures";
import { jsonLine } from "../dev/jsonLine";
import { junitText } from "./junitText";

export const testFormats = ["text", "tap", "junit", "json"] as const;

export type TestFormat = (typeof testFormats)[number];

/** A run of tests: the last line for people (each test has been told when it ended), or all for programs. */
export function reportText(report: TestReport, format: TestFormat, text: DevText): string {
  switch (format) {
    case "text":
      return summary(report, text);
    case "tap":
      return tapText(report);
    case "junit":
      return junitText(report);
    case "json":
      return jsonLine(report);
  }
}

/** `2 of 3 tests passed, 1 failed (1.2 s)`. */
function summary({ results, durationMs }: TestReport, { paint }: DevText): string {
  const number = (outcome: TestResult["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  const rest = [
    ...([
      ["failed", "failed"],
      ["errored", "could not be run to the end"],
      ["skipped", "skipped"],
    ] as const),
  ].flatMap(([outcome, word]) => (number(outcome) === 0 ? [] : [`, ${number(outcome)} ${word}`]));
  const passed = number("passed");
  const head =
    passed === results.length
      ? `${count(passed, "test")} passed`
      : `${passed} of ${count(results.length, "test")} passed`;
  const isGood = number("failed") + number("errored") === 0;
  const line = `${paint(isGood ? "fix" : "error", head + rest.join(""))} ${paint("faint", `(${seconds(durationMs)})`)}\n`;
  const [acceptable] = results.filter(
    ({ outcome, actualFile }) => outcome === "failed" && actualFile !== undefined,
  );
  if (acceptable === undefined) return line;
  const names = number("failed") === 1 ? ` ${acceptable.name}` : "";
  return `${line}Where what it gave is right: \`dynpgext test --accept${names}\` makes that the expected output.\n`;
}

/** Source: testanything.org, "TAP version 13". */
function tapText({ results }: TestReport): string {
  const lines = results.flatMap((result, at) => {
    const { outcome, id, message, durationMs } = result;
    const isOk = outcome === "passed" || outcome === "skipped";
    const directive = outcome === "skipped" ? ` # SKIP ${message ?? ""}`.trimEnd() : "";
    const line = `${isOk ? "ok" : "not ok"} ${at + 1} - ${id}${directive}`;
    return [
      line,
      ...(isOk ? [] : yaml(result)),
      ...(durationMs === undefined ? [] : [`# time=${Math.round(durationMs)}ms`]),
    ];
  });
  return ["TAP version 13", `1..${results.length}`, ...lines, ""].join("\n");
}

function yaml({ message, path, failures }: TestResult): string[] {
  const each = failures.flatMap(({ message: what, place, expected, actual }) => [
    `    - message: ${JSON.stringify(what)}`,
    `      at: ${JSON.stringify(`${place?.path ?? path}${place === undefined ? "" : `:${place.start.line + 1}`}`)}`,
    ...(expected === undefined && actual === undefined
      ? []
      : ["      diff: |", ...diffLines(expected, actual).map((line) => `        ${line}`)]),
  ]);
  return [
    "  ---",
    `  message: ${JSON.stringify(message ?? "")}`,
    ...(each.length === 0 ? [] : ["  failures:", ...each]),
    "  ...",
  ];
}

/** A comparison as text: `-` before what was expected, `+` before what came. */
export function diffLines(expected: string | undefined, actual: string | undefined): string[] {
  const marks = { same: "  ", removed: "- ", added: "+ ", gap: "..." };
  return unifiedDiff(expected ?? "", actual ?? "").map(({ kind, text }) => `${marks[kind]}${text}`);
}
