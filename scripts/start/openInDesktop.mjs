import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGuarded } from "../../test/host/launcher/startGuarded.mjs";
import { findExecutable } from "../setup/findExecutable.mjs";
import { SetupProblem } from "../setup/setupProblem.mjs";
import { firstSource } from "./firstSource.mjs";

/** The VS Code of this desktop: `DYNPGEXT_VSCODE`, else `code` on the PATH where there is a display to open it on. */
export function findDesktopVscode() {
  if (process.env.DYNPGEXT_VSCODE) return process.env.DYNPGEXT_VSCODE;
  const hasDisplay = process.platform === "darwin" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return hasDisplay ? findExecutable("code", "codium", "code-insiders") : undefined;
}

/**
 * Opens `folder` in a VS Code instance of its own: the user's settings and windows are not touched, and all of it ends
 * with this command. Returns the exit code when the window is closed or `signal` fires.
 */
export async function openInDesktop(executable, root, folder, signal) {
  const profile = mkdtempSync(join(tmpdir(), "dynpgext-start-"));
  const source = firstSource(folder);
  const argv = [
    ...[executable, "--new-window", "--wait", `--extensionDevelopmentPath=${root}`],
    ...[`--user-data-dir=${profile}`, `--extensions-dir=${join(profile, "extensions")}`],
    ...["--disable-workspace-trust", "--skip-welcome", "--skip-release-notes", "--disable-telemetry"],
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ...[folder, ...(source === undefined ? [] : [source])],
  ];
  const editor = startGuarded({ argv, cwd: root, removeFolders: [profile] });
  process.stdout.write(`Opened ${folder} in ${executable}. Close its window or press Ctrl-C to end.\n`);
  signal.addEventListener("abort", () => void editor.stop());
  const code = await editor.exited;
  if (code !== 0 && !signal.aborted)
    throw new SetupProblem(`${executable} ended with code ${code}:\n${editor.tail()}`);
  return 0;
}
