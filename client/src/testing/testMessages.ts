import { Location, Range, TestMessage, Uri, type TestItem, type TestRun } from "vscode";
import type { TestFailure, TestResult } from "../../../devpg/src/plan/tests/testRun";
import type { TestItems } from "./testItems";

/** `contextValue` of messages whose output can be accepted: a key of `when` clauses. */
export const acceptable = "dynpgextOutput";

/** Tells a run how a test ended, with each statement that failed at its line. */
export function tellResult(
  items: TestItems,
  run: TestRun,
  item: TestItem,
  result: TestResult,
  script: string | undefined,
): void {
  const { outcome, durationMs, failures } = result;
  if (outcome === "skipped") {
    if (result.message !== undefined) run.appendOutput(`${result.message}\r\n`, undefined, item);
    run.skipped(item);
    return;
  }
  const isScript = result.kind === "regress" && script !== undefined;
  const statements =
    isScript && (failures.length > 0 || item.children.size > 0) ? items.showStatements(item, script) : [];
  const failed = new Map<number, TestFailure>();
  for (const failure of failures) if (failure.part !== undefined) failed.set(failure.part, failure);
  const crashed = outcome === "errored" ? Math.max(-1, ...failed.keys()) : -1;
  statements.forEach((statement, part) => {
    const failure = failed.get(part);
    if (failure !== undefined) run.failed(statement, messageOf(failure, result, statement));
    else if (outcome === "passed" || crashed < 0 || part < crashed) run.passed(statement);
  });
  if (outcome === "passed") run.passed(item, durationMs);
  else {
    const own = failures.filter(({ part }) => part === undefined || statements.length === 0);
    const messages =
      own.length > 0
        ? own.map((failure) => messageOf(failure, result, item))
        : failures.length > 0
          ? []
          : [wholeMessage(result, item)];
    if (outcome === "failed") run.failed(item, messages, durationMs);
    else
      run.errored(
        item,
        failures.length > 0 && own.length === 0 ? [wholeMessage(result, item)] : messages,
        durationMs,
      );
  }
}

function messageOf(failure: TestFailure, result: TestResult, item: TestItem): TestMessage {
  const { expected, actual, place, message: text } = failure;
  const message =
    expected === undefined && actual === undefined
      ? new TestMessage(text)
      : TestMessage.diff(text, expected ?? "", actual ?? "");
  if (place !== undefined) {
    const { start, end } = place;
    message.location = new Location(
      Uri.file(place.path),
      new Range(start.line, start.column, end.line, end.column),
    );
  } else putAt(message, item);
  if (result.outcome === "failed" && result.actualFile !== undefined) message.contextValue = acceptable;
  return message;
}

function wholeMessage(
  { message = "It failed", action, outcome, actualFile }: TestResult,
  item: TestItem,
): TestMessage {
  const whole = new TestMessage(action === undefined ? message : `${message}\n\n${action}`);
  putAt(whole, item);
  if (outcome === "failed" && actualFile !== undefined) whole.contextValue = acceptable;
  return whole;
}

function putAt(message: TestMessage, { uri, range }: TestItem): void {
  if (uri !== undefined) message.location = new Location(uri, range ?? new Range(0, 0, 0, 0));
}
