/** The command line over the whole extension corpus, against a bare native parse of the same C files. */
import path from "node:path";

import { cliBundle, projectRoot } from "../corpus/checkWorkspace.mjs";
import { listSources } from "../corpus/figures.mjs";
import { corpusInCache } from "../corpus/workspaces.mjs";
import { timeProgram } from "./processes.mjs";
import { median, spread } from "./statistics.mjs";

const title = "check with the dynpgext pack, extension corpus / bare parse";
const budget = 2;
const regionsTitle = "region analysis, extension corpus / bare parse";
const regionsBudget = 1;
const runs = 5;

/**
 * All are whole processes, started in turns, so that a slow moment of the machine hits all of them. What the region
 * analysis costs is what a check with all rules takes longer than one without those about regions; as text, because
 * the figures in the JSON need everything to be parsed anyway.
 */
export async function benchCheckSpeed(board) {
  const { root, workspaces } = corpusInCache("extensions");
  if (workspaces.length === 0)
    return board.addFailure(title, "the corpus is not in the cache: run `npm run corpus -- --fetch`");
  const files = workspaces.flatMap((workspace) => listSources(path.join(root, workspace)));
  const parse = () =>
    timeProgram(process.execPath, [path.join(projectRoot, "scripts/bench/bareParse.cjs")], {
      cwd: root,
      input: files.join("\n"),
    });
  const check = (format, ...more) => {
    const options = ["--format", format, "--pg-version", "15", ...more];
    return timeProgram(process.execPath, [cliBundle, "check", ...options, ...workspaces], {
      cwd: root,
      exitCodes: [0, 1],
    });
  };
  const programs = {
    "bare parse": parse,
    "check, dynpgext, JSON": () => check("json", "--only", "dynpgext"),
    "check, dynpgext, text": () => check("text", "--only", "dynpgext"),
    "check, all rules, text": () => check("text"),
    "check, all rules, JSON": () => check("json"),
  };
  const seconds = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  let report;
  // The first turn brings the files into the page cache and does not count.
  for (let run = 0; run <= runs; run += 1) {
    for (const [name, start] of Object.entries(programs)) {
      const { timeMs, stdout } = await start();
      if (run > 0) seconds[name].push(timeMs / 1000);
      else if (name === "check, all rules, JSON") report = JSON.parse(stdout);
    }
  }
  board.note(
    `${files.length} .c and .h files parsed; check read ${report.files} files, ${report.functions} functions`,
  );
  const bare = median(seconds["bare parse"]);
  for (const [name, times] of Object.entries(seconds))
    board.note(`${name.padEnd(24)} ${spread(times, 2, "s")}: ${(median(times) / bare).toFixed(2)} ×`);
  board.add(title, median(seconds["check, dynpgext, JSON"]) / bare, budget, "×", 2);
  const regions = median(seconds["check, all rules, text"]) - median(seconds["check, dynpgext, text"]);
  board.add(regionsTitle, regions / bare, regionsBudget, "×", 2);
}
