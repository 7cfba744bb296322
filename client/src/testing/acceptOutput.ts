import { commands, Uri, window, type TestItem } from "vscode";
import type { TestResult } from "../../../devpg/src/plan/tests/testRun";
import { problemText } from "../devpg/problemText";
import type { DevFolder } from "../devpg/devFolder";
import type { TestItems, TestTarget } from "./testItems";

/** Something of a test whose output is meant: the test, or one statement of it. */
interface Meant {
  readonly dev: DevFolder;
  readonly id: string;
  readonly part?: number;
}

/**
 * Makes what tests gave in their last run what is expected of them: of a statement, a script, a suite, or everything.
 * `given` is an item, the arguments of a message, or nothing. Tells how many files were written.
 */
export async function acceptOutput(items: TestItems, given: unknown): Promise<void> {
  const meant = await meantBy(items, given);
  const { acceptTest } = await import("../../../devpg/src/host/tests/acceptTests");
  const files = new Set<string>();
  for (const { dev, id, part } of meant) {
    const accepted = await dev.ask(({ options }) =>
      acceptTest(options, { id, ...(part === undefined ? {} : { parts: [part] }) }),
    );
    if (!accepted.ok) {
      void window.showErrorMessage(problemText(accepted.problem));
      return;
    }
    files.add(accepted.value);
  }
  const names = [...files].map((path) => path.slice(path.lastIndexOf("/") + 1)).join(", ");
  const done =
    files.size === 0 ? "There is no output to accept: no test failed with one." : `Accepted: ${names}`;
  window.setStatusBarMessage(`$(check) Dynpgext: ${done}`, 8000);
}

/** Shows what a test was expected to give beside what it gave. */
export async function openDifference(items: TestItems, given: unknown): Promise<void> {
  const target = targetOf(items, given);
  if (target === undefined || (target.kind !== "test" && target.kind !== "statement")) return;
  const result = (await resultsOf(target.dev))[target.id];
  if (result?.actualFile === undefined || result.expectedFile === undefined) {
    void window.showInformationMessage("This test has left no output yet. Run it first.");
    return;
  }
  const title = `${result.name}: expected ↔ actual`;
  await commands.executeCommand(
    "vscode.diff",
    Uri.file(result.expectedFile),
    Uri.file(result.actualFile),
    title,
  );
}

async function meantBy(items: TestItems, given: unknown): Promise<readonly Meant[]> {
  const target = targetOf(items, given);
  if (target?.kind === "statement") return [{ dev: target.dev, id: target.id, part: target.part }];
  if (target?.kind === "test") return [{ dev: target.dev, id: target.id }];
  const item = itemOf(given);
  const tests = items.tests().filter((test) => item === undefined || isBelow(test, item));
  const meant: Meant[] = [];
  for (const test of tests) {
    const each = items.targetOf(test);
    if (each?.kind !== "test") continue;
    const result = (await resultsOf(each.dev))[each.id];
    if (result?.outcome === "failed" && result.actualFile !== undefined)
      meant.push({ dev: each.dev, id: each.id });
  }
  return meant;
}

async function resultsOf(dev: DevFolder): Promise<Readonly<Record<string, TestResult>>> {
  const { lastResults } = await import("../../../devpg/src/host/tests/acceptTests");
  const results = await dev.ask(({ options }) => lastResults(options));
  return results.ok ? results.value : {};
}

function targetOf(items: TestItems, given: unknown): TestTarget | undefined {
  const item = itemOf(given);
  return item === undefined ? undefined : items.targetOf(item);
}

/** Menus of items hand the item over, those of messages `{ test, message }`. */
function itemOf(given: unknown): TestItem | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  if ("test" in given) return itemOf(given.test);
  return "id" in given && "children" in given ? (given as TestItem) : undefined;
}

function isBelow(item: TestItem, above: TestItem): boolean {
  for (let at: TestItem | undefined = item; at !== undefined; at = at.parent)
    if (at.id === above.id) return true;
  return false;
}
