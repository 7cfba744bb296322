import { readdir, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DevPostgresOptions, DevResult, Run } from "./devPostgres";
import { fileProblem } from "./fileProblem";
import { operateWithoutPrefix } from "./operate";
import { stopServer } from "./stopServer";
import { findWorkplace } from "./workplace";
import { removeCompileCommands } from "./writeCompileCommands";

/** Stops the server and removes what is there for this workspace and major version. What is not there is as good. */
export async function removeAll(options: DevPostgresOptions, run: Run): Promise<DevResult<void>> {
  const found = await findWorkplace(options);
  if (!found.ok) return found;
  const { layout } = found.value;
  const removed = await operateWithoutPrefix<void>(options, "remove", run, async (workplace) => {
    const stopped = await stopServer(workplace, workplace.system.major);
    if (!stopped.ok) return stopped;
    run.watcher.step("Removing the dev Postgres");
    try {
      for (const path of [layout.socketFolder, dirname(layout.prefix), layout.root])
        await rm(path, { recursive: true, force: true });
      const left = await readdir(layout.workspaceRoot);
      if (!left.some((name) => /^\d+$/.test(name))) {
        removeCompileCommands(workplace.folder, layout);
        const ours = left.map((name) => join(layout.workspaceRoot, name));
        for (const path of ours) if (!path.startsWith(layout.lockFile)) await rm(path, { recursive: true });
      }
      return { ok: true, value: undefined };
    } catch (error) {
      return fileProblem(error, "The dev Postgres could not be removed");
    }
  });
  // Fails when another version, or a program that waits for the lock, is still there.
  await rmdir(layout.workspaceRoot).catch(() => undefined);
  return removed;
}
