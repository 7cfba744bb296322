import { dirname, relative } from "node:path";
import type { TestReport, TestResult } from "../../../devpg/src/plan/tests/testRun";
import { diffLines } from "./reportText";

/** The XML that CI systems read: a suite per kind of test. Source: the schema of the JUnit task of Apache Ant. */
export function junitText({ results, durationMs }: TestReport): string {
  const kinds = [...new Set(results.map(({ kind }) => kind))];
  const suites = kinds.map((kind) =>
    suiteText(
      kind,
      results.filter((result) => result.kind === kind),
    ),
  );
  const totals = `${counts(results)} time="${inSeconds(durationMs)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="dynpgext" ${totals}>\n${suites.join("")}</testsuites>\n`;
}

function suiteText(kind: string, results: readonly TestResult[]): string {
  const time = results.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  const cases = results.map(caseText).join("");
  return `  <testsuite name="${kind}" ${counts(results)} time="${inSeconds(time)}">\n${cases}  </testsuite>\n`;
}

function counts(results: readonly TestResult[]): string {
  const number = (outcome: TestResult["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  return `tests="${results.length}" failures="${number("failed")}" errors="${number("errored")}" skipped="${number("skipped")}"`;
}

function caseText(result: TestResult): string {
  const { kind, name, path, durationMs, outcome, message = "" } = result;
  const place = ` file="${escaped(relative(dirname(dirname(path)), path))}"`;
  const head = `    <testcase classname="${kind}" name="${escaped(name)}"${place} time="${inSeconds(durationMs ?? 0)}"`;
  if (outcome === "passed") return `${head}/>\n`;
  if (outcome === "skipped") return `${head}><skipped message="${escaped(message)}"/></testcase>\n`;
  const element = outcome === "failed" ? "failure" : "error";
  const text = details(result);
  return `${head}>\n      <${element} message="${escaped(message)}">${escaped(text)}</${element}>\n    </testcase>\n`;
}

function details({ failures, action = "", path }: TestResult): string {
  const each = failures.flatMap(({ message, place, expected, actual }) => [
    `${place?.path ?? path}${place === undefined ? "" : `:${place.start.line + 1}`}: ${message}`,
    ...(expected === undefined && actual === undefined ? [] : diffLines(expected, actual)),
  ]);
  return [...each, ...(action === "" ? [] : [action])].join("\n");
}

function inSeconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}

/** Control characters have no place in XML 1.0, not even escaped. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}
