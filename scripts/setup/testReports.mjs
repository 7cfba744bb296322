import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";

/**
 * How many tests passed and failed according to a report file, and remarks for the reader. Three forms are known:
 * the list of checks of scripts/verify.mjs, the JSON of vitest, and `{ passed, failed }`. No file is no test.
 */
export function countsOfReport(path) {
  if (!existsSync(path)) return { passed: 0, failed: 0, remarks: ["no report was written"] };
  const report = JSON.parse(readFileSync(path, "utf8"));
  if (Array.isArray(report)) return countsOfChecks(report);
  if (Array.isArray(report.testResults)) return countsOfVitest(report);
  return { passed: report.passed, failed: report.failed, remarks: [] };
}

function countsOfChecks(checks) {
  const passed = checks.filter(({ ok }) => ok).length;
  return { passed, failed: checks.length - passed, remarks: [] };
}

/** A file that failed without a failed test (it could not be loaded) and a test that was not run count as failures. */
function countsOfVitest({ testResults }) {
  const counts = { passed: 0, failed: 0, remarks: [] };
  const fail = (remark) => {
    counts.failed += 1;
    counts.remarks.push(remark);
  };
  for (const { name, status, message, assertionResults } of testResults) {
    const file = relative(process.cwd(), name);
    for (const test of assertionResults) {
      if (test.status === "passed") counts.passed += 1;
      else fail(`${test.status}: ${file} > ${test.fullName}`);
    }
    const explained = assertionResults.some((test) => test.status === "failed");
    if (status === "failed" && !explained) fail(`${file} failed as a whole: ${message}`);
  }
  return counts;
}
