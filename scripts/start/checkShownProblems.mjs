import { join } from "node:path";
import { bundleSuite } from "../../test/e2e/bundleSuite.mjs";
import { runHostedSuite } from "../../test/host/launcher/runHostedSuite.mjs";
import { runCommand } from "../setup/runCommand.mjs";
import { SetupProblem } from "../setup/setupProblem.mjs";
import { ensureSystemPackages, NEEDS_OF_HEADLESS_EDITOR } from "../setup/systemPackages.mjs";
import { ensureVscodeHost } from "../setup/vscodeHost.mjs";

const LIMITS = { startMs: 120_000, suiteMs: 120_000 };

/**
 * Opens `folder` without a display and returns 0 when the workbench really shows the problems that the command line
 * finds in it, no more and no fewer. In the example (`isExample`) there have to be some.
 */
export async function checkShownProblems({ root, folder, isExample, signal }) {
  await ensureSystemPackages(NEEDS_OF_HEADLESS_EDITOR);
  const host = await ensureVscodeHost(root);
  const expected = await findingsOf(root, folder);
  if (isExample && expected.length === 0) {
    throw new SetupProblem(`start: nothing was found in ${folder}, which is full of faults.`, {
      exitCode: 1,
    });
  }
  const testsPath = await bundleSuite(root, "shownProblems.ts");
  process.stdout.write(`Opened ${folder} in VS Code ${host.version}, without a display\n`);
  const onLog = (text) => process.stdout.write(`${text}\n`);
  const env = { DYNPGEXT_EXPECTED_PROBLEMS: JSON.stringify(expected) };
  try {
    const run = {
      host,
      workspace: folder,
      developmentPath: root,
      testsPath,
      env,
      limits: LIMITS,
      signal,
      onLog,
    };
    const { failed } = await runHostedSuite(run);
    return failed === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`start: ${error.message}\n`);
    return 1;
  }
}

/** What the Problems panel has to list, one `path:line:column rule` each; it does not list hints. */
async function findingsOf(root, folder) {
  const argv = [process.execPath, join(root, "dist", "cli.js"), "check", ".", "--format", "json"];
  const { code, stdout, output } = await runCommand(argv, { cwd: folder });
  if (code > 1) throw new SetupProblem(`start: \`dynpgext check\` failed.\n${output}`, { exitCode: 1 });
  const { findings } = JSON.parse(stdout);
  return findings
    .filter(({ severity }) => severity !== "hint")
    .map(({ path, start, rule }) => `${path}:${start.line}:${start.column} ${rule}`)
    .sort();
}
