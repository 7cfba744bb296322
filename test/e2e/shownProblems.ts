import * as vscode from "vscode";
import { activeExtension, describeDiagnostic, ruleOf, waitUntil } from "./harness";
import { useHost, type Host } from "./host";
import { selectors, visibleTexts, waitForVisible } from "./page";

const PUBLISHED_LIMIT_MS = 60_000;
const SHOWN_LIMIT_MS = 20_000;

/**
 * The suite of `npm start -- --check`: waits until the open folder has exactly the problems of
 * `DYNPGEXT_EXPECTED_PROBLEMS` (a JSON list of `path:line:column rule`, sorted), then looks whether a person sees them,
 * in the Problems panel and in the count of the status bar, and prints them.
 */
export async function run(host: Host): Promise<{ passed: number; failed: number }> {
  useHost(host);
  const expected = JSON.parse(process.env["DYNPGEXT_EXPECTED_PROBLEMS"] ?? "[]") as string[];
  await activeExtension();
  await waitForProblems(expected);
  await vscode.commands.executeCommand("workbench.actions.view.problems");
  if (expected.length > 0) await waitForVisible(selectors.problemRows);
  await waitForCount(expected.length);
  for (const { path, diagnostic } of currentProblems()) host.log(`${path}:${describeDiagnostic(diagnostic)}`);
  host.log(`problems found and shown: ${expected.length}`);
  return { passed: 1, failed: 0 };
}

async function waitForProblems(expected: readonly string[]): Promise<void> {
  const present = () =>
    currentProblems()
      .map(({ key }) => key)
      .sort();
  const isAsExpected = () => present().join("\n") === expected.join("\n");
  const limit = { timeoutMs: PUBLISHED_LIMIT_MS };
  await waitUntil("the editor has the problems of the command line", isAsExpected, limit).catch(
    (cause: unknown) => {
      const differences = [
        ...expected
          .filter((key) => !present().includes(key))
          .map((key) => `  only on the command line: ${key}`),
        ...present()
          .filter((key) => !expected.includes(key))
          .map((key) => `  only in the editor: ${key}`),
      ];
      throw new Error(["Editor and command line disagree:", ...differences].join("\n"), { cause });
    },
  );
}

type Problem = { readonly path: string; readonly key: string; readonly diagnostic: vscode.Diagnostic };

/** What the Problems panel lists: everything but hints. */
function currentProblems(): Problem[] {
  return vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
    diagnostics
      .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
      .map((diagnostic) => {
        const path = vscode.workspace.asRelativePath(uri, false);
        const { line, character } = diagnostic.range.start;
        return { path, key: `${path}:${line + 1}:${character + 1} ${ruleOf(diagnostic)}`, diagnostic };
      }),
  );
}

/** The status bar reads for instance `3 9 1`: errors, warnings and, when there are any, infos. */
async function waitForCount(expected: number): Promise<void> {
  const isShown = async () => {
    const [text = ""] = await visibleTexts('.statusbar-item[id="status.problems"]');
    const shown = (text.match(/\d+/g) ?? []).reduce((sum, digits) => sum + Number(digits), 0);
    return shown === expected;
  };
  await waitUntil(`the status bar counts ${expected} problems`, isShown, { timeoutMs: SHOWN_LIMIT_MS });
}
