/** The command line over the whole extension corpus, against a bare native parse of the same C files. */
import path from "node:path";

import { cliBundle, projectRoot } from "../corpus/checkWorkspace.mjs";
import { listSources } from "../corpus/figures.mjs";
import { corpusInCache } from "../corpus/workspaces.mjs";
import { timeProgram } from "./processes.mjs";
import { median, spread } from "./statistics.mjs";

const title = "check of the extension corpus / bare parse";
const budget = 2;
const runs = 5;

/** Both are whole processes, started in turns, so that a slow moment of the machine hits both. */
export async function benchCheckSpeed(board) {
  const { root, workspaces } = corpusInCache("extensions");
  if (workspaces.length === 0)
    return board.addFailure(title, "the corpus is not in the cache: run `npm run corpus -- --fetch`");
  const files = workspaces.flatMap((workspace) => listSources(path.join(root, workspace)));
  const bare = [];
  const check = [];
  const checkArguments = [cliBundle, "check", "--format", "json", "--pg-version", "15", ...workspaces];
  let report;
  // The first turn brings the files into the page cache and does not count.
  for (let run = 0; run <= runs; run += 1) {
    const parsed = await timeProgram(
      process.execPath,
      [path.join(projectRoot, "scripts/bench/bareParse.cjs")],
      {
        cwd: root,
        input: files.join("\n"),
      },
    );
    const checked = await timeProgram(process.execPath, checkArguments, { cwd: root, exitCodes: [0, 1] });
    if (run === 0) {
      report = JSON.parse(checked.stdout);
      continue;
    }
    bare.push(parsed.timeMs / 1000);
    check.push(checked.timeMs / 1000);
  }
  board.note(
    `${files.length} .c and .h files parsed; check read ${report.files} files, ${report.functions} functions`,
  );
  board.note(`bare parse  ${spread(bare, 2, "s")}`);
  board.note(`check       ${spread(check, 2, "s")}`);
  board.add(title, median(check) / median(bare), budget, "×", 2);
}
