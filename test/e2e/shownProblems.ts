import * as vscode from "vscode";
import { activeExtension, describeDiagnostic, waitUntil } from "./harness";
import { useHost, type Host } from "./host";
import { selectors, visibleTexts, waitForVisible } from "./page";

const FIRST_LIMIT_MS = 60_000;
const QUIET_MS = 1000;
const SHOWN_LIMIT_MS = 20_000;

/**
 * The suite of `npm start -- --check`: waits for the problems of the open folder, then looks whether a person sees them,
 * in the Problems panel and in the count of the status bar, and prints them.
 */
export async function run(host: Host): Promise<{ passed: number; failed: number }> {
  useHost(host);
  await activeExtension();
  const problems = await settledProblems();
  await vscode.commands.executeCommand("workbench.actions.view.problems");
  await waitForVisible(selectors.problemRows);
  await waitForCount(problems.length);
  for (const { path, diagnostic } of problems) host.log(`${path}:${describeDiagnostic(diagnostic)}`);
  host.log(`${problems.length} problems are shown`);
  return { passed: 1, failed: 0 };
}

type Problem = { readonly path: string; readonly diagnostic: vscode.Diagnostic };

/** Our problems that the panel counts (hints are not), once there are some and they have not changed for a second. */
function settledProblems(): Promise<Problem[]> {
  return new Promise((resolve, reject) => {
    let quiet: NodeJS.Timeout | undefined;
    const limit = setTimeout(
      () => finish(() => reject(new Error("No problem came within a minute."))),
      FIRST_LIMIT_MS,
    );
    const look = () => {
      clearTimeout(quiet);
      const problems = currentProblems();
      if (problems.length > 0) quiet = setTimeout(() => finish(() => resolve(problems)), QUIET_MS);
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    const finish = (settle: () => void) => {
      subscription.dispose();
      clearTimeout(limit);
      settle();
    };
    look();
  });
}

function currentProblems(): Problem[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) =>
      diagnostics
        .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
        .map((diagnostic) => ({ path: vscode.workspace.asRelativePath(uri), diagnostic })),
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
