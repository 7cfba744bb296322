/** Typing in a large file of the PostgreSQL source: latency and memory of our server, and clangd's latency beside it. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { projectRoot } from "../corpus/checkWorkspace.mjs";
import { corpusHome, serverHome } from "../corpus/places.mjs";
import { keystrokes, kinds, preparedFile } from "./editScript.mjs";
import { findClangd, startClangd, startServer } from "./languageClient.mjs";
import { peakResidentBytes, residentBytes } from "./processes.mjs";
import { quantile } from "./statistics.mjs";

const heapam = path.join(serverHome, "src/backend/access/heap/heapam.c");
/** Cycles of each kind; the measured ones are a little more than 2,000 keystrokes. */
const measuredCycles = { identifier: 21, name: 42, statement: 4 };
/** Between an answer and the next key: key repeat is slower than this. It gives the server its moment of idleness. */
const betweenKeysMs = 20;
const patienceMs = 10_000;
const settleMs = 2000;
const budgets = { p50Ms: 5, p99Ms: 15, indexedMb: 500, growthMb: 30 };

export async function benchEditor(board) {
  if (!existsSync(heapam))
    return board.addFailure(
      "typing in heapam.c",
      "PostgreSQL is not in the cache: run `npm run corpus -- --fetch`",
    );
  const startedMs = performance.now();
  const client = await startServer(serverHome);
  try {
    await client.indexed(300_000);
    board.note(
      `PostgreSQL source indexed ${((performance.now() - startedMs) / 1000).toFixed(1)} s after the start of the server`,
    );
    await pause(settleMs);
    board.note(
      `largest resident memory while indexing: ${megabytes(peakResidentBytes(client.pid)).toFixed(0)} MB`,
    );
    board.add(
      "resident memory, PostgreSQL source indexed",
      megabytes(residentBytes(client.pid)),
      budgets.indexedMb,
      "MB",
      0,
    );
    await benchTyping(client, board);
  } finally {
    await client.stop();
  }
  await benchClangd(board);
}

async function benchTyping(client, board) {
  const { text, places } = preparedFile(await readFile(heapam, "utf8"));
  await openAndWait(client, text);
  for (const kind of kinds) await typeAll(client, keystrokes(kind, 1, places));
  await pause(settleMs);
  const before = residentBytes(client.pid);
  const all = [];
  for (const kind of kinds) {
    const timesMs = await typeAll(client, keystrokes(kind, measuredCycles[kind], places));
    board.note(`${kind}: ${latencyText(timesMs)}`);
    all.push(...timesMs);
  }
  await pause(settleMs);
  const after = residentBytes(client.pid);
  board.add("keystroke to diagnostics in heapam.c, p50", quantile(all, 0.5), budgets.p50Ms, "ms", 2);
  board.add("keystroke to diagnostics in heapam.c, p99", quantile(all, 0.99), budgets.p99Ms, "ms", 2);
  board.note(
    `resident memory ${megabytes(before).toFixed(0)} MB before, ${megabytes(after).toFixed(0)} MB after ${all.length} keystrokes`,
  );
  board.add(
    `growth of resident memory over ${all.length} keystrokes`,
    megabytes(after - before),
    budgets.growthMb,
    "MB",
    1,
  );
}

export async function benchClangd(board) {
  const command = findClangd();
  if (command === undefined)
    return board.note(
      "clangd is not installed (apt-get install clangd-19), so there is no comparison with it",
    );
  const client = await startClangd(command, serverHome, await compileCommands());
  try {
    const { text, places } = preparedFile(await readFile(heapam, "utf8"));
    await openAndWait(client, text);
    const all = [];
    for (const kind of kinds) {
      const timesMs = await typeAll(client, keystrokes(kind, 1, places));
      board.note(`${command}, ${kind}: ${latencyText(timesMs)}`);
      all.push(...timesMs);
    }
    board.note(`${command}, the same edits without its debounce: ${latencyText(all)}`);
  } finally {
    await client.stop();
  }
}

async function openAndWait(client, text) {
  const published = client.nextPublication(
    ({ path: file, diagnostics }) => file === heapam && diagnostics.length > 0,
    60_000,
  );
  client.open(heapam, text);
  await published;
}

/** Milliseconds from each `didChange` to the diagnostics published for its text. */
async function typeAll(client, changes) {
  const timesMs = [];
  let version = 0;
  for (const contentChanges of changes) {
    const answer = client.nextPublication(
      (publication) =>
        publication.path === heapam && (publication.version === undefined || publication.version >= version),
      patienceMs,
    );
    const sentMs = performance.now();
    version = client.change(heapam, contentChanges);
    timesMs.push((await answer).receivedMs - sentMs);
    await pause(betweenKeysMs);
  }
  return timesMs;
}

/** Tells clangd where the headers are: those of the source, and a configured `pg_config.h` of an installation. */
async function compileCommands() {
  const folder = path.join(corpusHome, "clangd");
  const installed = ["15", "16", "17", "18"]
    .map((major) => `/usr/include/postgresql/${major}/server`)
    .filter((one) => existsSync(one));
  const includes = [
    path.join(serverHome, "src/include"),
    path.join(projectRoot, "devpg/loader"),
    ...installed,
  ];
  const entry = {
    directory: serverHome,
    file: heapam,
    arguments: ["cc", ...includes.map((one) => `-I${one}`), "-c", heapam],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "compile_commands.json"), JSON.stringify([entry]));
  return folder;
}

function latencyText(timesMs) {
  const show = (share) => quantile(timesMs, share).toFixed(1);
  return `p50 ${show(0.5)}, p90 ${show(0.9)}, p99 ${show(0.99)}, max ${show(1)} ms (${timesMs.length} keystrokes)`;
}

function megabytes(bytes) {
  return bytes / 1e6;
}
