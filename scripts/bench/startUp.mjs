/** How soon something is there: diagnostics after the start of the server, the end of a small check. */
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { cliBundle, projectRoot } from "../corpus/checkWorkspace.mjs";
import { startServer } from "./languageClient.mjs";
import { timeProgram } from "./processes.mjs";
import { median, spread } from "./statistics.mjs";

const runs = 7;
const budgets = { firstDiagnosticsMs: 400, smallCheckMs: 350 };

export async function benchStartUp(board) {
  await benchServerStart(board, "hello_dynpgext", firstDiagnosticsOfOpened);
  await benchServerStart(board, "broken_dynpgext", firstDiagnosticsOfFolder);
  const folder = exampleFolder("broken_dynpgext");
  const title = "check examples/broken_dynpgext, start to exit";
  if (!existsSync(folder)) return board.addFailure(title, "there is no such example");
  const timesMs = [];
  for (let run = 0; run <= runs; run += 1) {
    const { timeMs } = await timeProgram(process.execPath, [cliBundle, "check", "examples/broken_dynpgext"], {
      cwd: projectRoot,
      exitCodes: [0, 1],
    });
    if (run > 0) timesMs.push(timeMs);
  }
  board.note(spread(timesMs, 0, "ms"));
  board.add(title, median(timesMs), budgets.smallCheckMs, "ms", 0);
}

async function benchServerStart(board, example, measure) {
  const folder = exampleFolder(example);
  const title = `server start to first diagnostics, ${example}`;
  if (!existsSync(folder)) return board.addFailure(title, "there is no such example");
  const timesMs = [];
  for (let run = 0; run <= runs; run += 1) {
    const timeMs = await measure(folder);
    if (run > 0) timesMs.push(timeMs);
  }
  board.note(spread(timesMs, 0, "ms"));
  board.add(title, median(timesMs), budgets.firstDiagnosticsMs, "ms", 0);
}

/** The example is clean, so it is opened with its `DYNPGEXT_MAGIC;` taken away in the editor. */
async function firstDiagnosticsOfOpened(folder) {
  const { file, text } = await fileWith(folder, /^DYNPGEXT_MAGIC;$/m);
  const startedMs = performance.now();
  const client = await startServer(folder);
  try {
    const published = client.nextPublication(
      ({ path: at, diagnostics }) => at === file && diagnostics.length > 0,
      20_000,
    );
    client.open(file, text.replace(/^DYNPGEXT_MAGIC;$/m, ""));
    return (await published).receivedMs - startedMs;
  } finally {
    await client.stop();
  }
}

/** Nothing is opened: the folder's faults are published by themselves. */
async function firstDiagnosticsOfFolder(folder) {
  const startedMs = performance.now();
  const client = await startServer(folder);
  try {
    const already = client.publications.find(({ diagnostics }) => diagnostics.length > 0);
    const first =
      already ?? (await client.nextPublication(({ diagnostics }) => diagnostics.length > 0, 20_000));
    return first.receivedMs - startedMs;
  } finally {
    await client.stop();
  }
}

async function fileWith(folder, pattern) {
  for (const name of readdirSync(folder, { recursive: true }).filter((one) => one.endsWith(".c"))) {
    const file = path.join(folder, name);
    const text = await readFile(file, "utf8");
    if (pattern.test(text)) return { file, text };
  }
  throw new Error(`No C file of ${folder} has a line ${pattern}.`);
}

function exampleFolder(name) {
  return path.join(projectRoot, "examples", name);
}
