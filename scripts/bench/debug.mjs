/** Debugging: from the command to the stop at a breakpoint, on an extension that is built. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import { projectRoot } from "../corpus/checkWorkspace.mjs";
import { median, spread } from "./statistics.mjs";

const budgetSeconds = 5;

export async function benchDebug(board) {
  const program = path.join(projectRoot, "scripts/bench/stopInDebugger.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", program], {
    cwd: projectRoot,
    timeout: 300_000,
  });
  const seconds = JSON.parse(stdout.trim().split("\n").at(-1)).map((timeMs) => timeMs / 1000);
  board.note(`from “Debug SQL” to the stop  ${spread(seconds, 2, "s")}`);
  board.add("from “Debug SQL” to the stop at a breakpoint", median(seconds), budgetSeconds, "s", 2);
}
