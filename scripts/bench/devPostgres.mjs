/** The dev Postgres: the first run on a machine that has nothing of it yet, and a load that finds nothing to do. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { cliBundle, projectRoot } from "../corpus/checkWorkspace.mjs";
import { timeProgram } from "./processes.mjs";
import { median, spread } from "./statistics.mjs";

const budgets = { firstRunSeconds: 25, unchangedLoadSeconds: 1.5 };
const loads = 7;

export async function benchDevPostgres(board) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "dynpgext-bench-")));
  const [folder, home] = [path.join(root, "hello_dynpgext"), path.join(root, "home")];
  mkdirSync(home);
  // As root, the server runs as another user, who has to get here.
  for (const made of [root, home]) chmodSync(made, 0o755);
  cpSync(path.join(projectRoot, "examples/hello_dynpgext"), folder, {
    recursive: true,
    filter: (from) => !/\.(o|so|bc)$/.test(from),
  });
  const env = { ...process.env, DYNPGEXT_HOME: home };
  const dynpgext = (...args) =>
    timeProgram(process.execPath, [path.resolve(projectRoot, cliBundle), ...args], { cwd: folder, env });
  try {
    const first = await dynpgext("run", "--sql", "select count(*) from pg_extension");
    board.add(
      "first run: prefix, cluster, loader, build, load, query",
      first.timeMs / 1000,
      budgets.firstRunSeconds,
      "s",
    );
    const times = [];
    for (let load = 0; load <= loads; load += 1) {
      const { timeMs } = await dynpgext("load");
      if (load > 0) times.push(timeMs / 1000);
    }
    board.note(`load without a change  ${spread(times, 2, "s")}`);
    board.add("load without a change, server running", median(times), budgets.unchangedLoadSeconds, "s", 2);
  } finally {
    await dynpgext("remove", "--yes");
    rmSync(root, { recursive: true, force: true });
  }
}
