import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npmCommand, npmEnvironment, runCommand } from "./runCommand.mjs";
import { SetupProblem } from "./setupProblem.mjs";
import { withLock } from "./withLock.mjs";

/** Makes `node_modules` match `package-lock.json`; does nothing when it already does. */
export async function ensureNodeModules(root) {
  if (installedMatchesLock(root)) return;
  await withLock(join(root, ".cache", "node_modules.lock"), async () => {
    if (installedMatchesLock(root)) return;
    process.stdout.write("setup: installing the packages of package-lock.json (npm ci)\n");
    const argv = npmCommand(["ci", "--include=dev", "--no-audit", "--no-fund"]);
    const { code } = await runCommand(argv, { cwd: root, env: npmEnvironment(), echo: true });
    if (code !== 0)
      throw new SetupProblem("`npm ci` failed; its message is above. Run it again when the cause is gone.");
  });
}

/**
 * npm writes `node_modules/.package-lock.json` as the last act of an install, so it says both what is there and that
 * the install was completed. Optional packages of other platforms are rightly absent.
 */
export function installedMatchesLock(root) {
  const installed = readPackages(join(root, "node_modules", ".package-lock.json"));
  const wanted = readPackages(join(root, "package-lock.json"));
  if (installed === undefined || wanted === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const present = installed[path];
    if (present === undefined) return entry.optional === true || entry.devOptional === true;
    return (
      present.version === entry.version &&
      present.integrity === entry.integrity &&
      existsSync(join(root, path))
    );
  });
}

function readPackages(path) {
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
}
