import { bundleSuite } from "../../test/e2e/bundleSuite.mjs";
import { runHostedSuite } from "../../test/host/launcher/runHostedSuite.mjs";
import { ensureSystemPackages, NEEDS_OF_HEADLESS_EDITOR } from "../setup/systemPackages.mjs";
import { ensureVscodeHost } from "../setup/vscodeHost.mjs";

const LIMITS = { startMs: 120_000, suiteMs: 120_000 };

/** Opens `folder` without a display and returns 0 when its problems are really shown in the workbench. */
export async function checkShownProblems(root, folder, signal) {
  await ensureSystemPackages(NEEDS_OF_HEADLESS_EDITOR);
  const host = await ensureVscodeHost(root);
  const testsPath = await bundleSuite(root, "shownProblems.ts");
  process.stdout.write(`Opened ${folder} in VS Code ${host.version}, without a display\n`);
  const onLog = (text) => process.stdout.write(`${text}\n`);
  try {
    const run = { host, workspace: folder, developmentPath: root, testsPath, limits: LIMITS, signal, onLog };
    const { failed } = await runHostedSuite(run);
    return failed === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`start: ${error.message}\n`);
    return 1;
  }
}
