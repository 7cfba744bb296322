/** Typing in a large file of the PostgreSQL source: latency and memory of our server, and clangd's latency beside it. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { serverHome } from "../corpus/places.mjs";
import { benchClangd } from "./clangd.mjs";
import { kindsOf, preparedFile } from "./editScript.mjs";
import { startServer } from "./languageClient.mjs";
import { peakResidentBytes, processorMs, residentBytes } from "./processes.mjs";
import { quantile } from "./statistics.mjs";
import { answers, latencyText, typeScript } from "./typing.mjs";

const heapam = path.join(serverHome, "src/backend/access/heap/heapam.c");
const settleMs = 2000;
const budgets = { p50Ms: 5, p99Ms: 20, indexedMb: 500, growthMb: 30 };

/** Each is typed in its turn into one server. A case that is far over its budget ends early, between two cycles. */
const cases = [
  {
    form: "plain",
    title: "heapam.c as it is",
    answer: answers.upToDate,
    cycles: { identifier: 25, statement: 6 },
    limitMs: 120_000,
    /** A little more than 2,000 keystrokes, over which the memory is watched. */
    isMemoryWatched: true,
  },
  {
    form: "beside",
    title: "heapam.c with a user of the interface",
    answer: answers.published,
    cycles: { identifier: 8, statement: 2 },
    limitMs: 45_000,
  },
  {
    form: "inside",
    title: "heapam.c, the edited function is a user",
    answer: answers.published,
    cycles: { identifier: 8, name: 12, statement: 2 },
    limitMs: 45_000,
  },
];

export async function benchEditor(board) {
  if (!existsSync(heapam))
    return board.addFailure(
      "typing in heapam.c",
      "PostgreSQL is not in the cache: run `npm run corpus -- --fetch`",
    );
  const original = await readFile(heapam, "utf8");
  const startedMs = performance.now();
  const client = await startServer(serverHome);
  try {
    await client.indexed(300_000);
    board.note(
      `PostgreSQL source indexed ${((performance.now() - startedMs) / 1000).toFixed(1)} s after the start of the server`,
    );
    // The functions are analysed in the background.
    await client.request("dynpgext/flush");
    board.note(
      `every function analysed ${((performance.now() - startedMs) / 1000).toFixed(1)} s after the start`,
    );
    await pause(settleMs);
    board.note(
      `largest resident memory while indexing: ${megabytes(peakResidentBytes(client.pid)).toFixed(0)} MB`,
    );
    const indexedMb = megabytes(residentBytes(client.pid));
    board.add("resident memory, PostgreSQL source indexed", indexedMb, budgets.indexedMb, "MB", 0);
    for (const one of cases) await benchTyping(client, board, original, one);
  } finally {
    await client.stop();
  }
  await benchClangd(board, heapam, original);
}

async function benchTyping(
  client,
  board,
  original,
  { form, title, answer, cycles, limitMs, isMemoryWatched },
) {
  const { text, places } = preparedFile(original, form);
  client.open(heapam, text);
  await client.request("dynpgext/flush");
  const once = Object.fromEntries(kindsOf(places).map((kind) => [kind, 1]));
  // The first cycle of each kind compiles the code and fills the caches; it does not count.
  await typeScript(client, heapam, places, { answer, cycles: once });
  await pause(settleMs);
  const before = residentBytes(client.pid);
  const processorBeforeMs = processorMs(client.pid);
  const timesByKind = await typeScript(client, heapam, places, { answer, cycles, limitMs });
  const usedMs = processorMs(client.pid) - processorBeforeMs;
  for (const [kind, timesMs] of Object.entries(timesByKind)) board.note(`${kind}: ${latencyText(timesMs)}`);
  const all = Object.values(timesByKind).flat();
  board.note(
    `processor time of the server per keystroke, whatever else runs: ${(usedMs / all.length).toFixed(1)} ms`,
  );
  board.add(`${title}: keystroke, p50`, quantile(all, 0.5), budgets.p50Ms, "ms", 2);
  board.add(`${title}: keystroke, p99`, quantile(all, 0.99), budgets.p99Ms, "ms", 2);
  if (isMemoryWatched) await addGrowth(client, board, before, all.length);
  client.close(heapam);
}

async function addGrowth(client, board, before, count) {
  await pause(settleMs);
  const after = residentBytes(client.pid);
  board.note(
    `resident memory ${megabytes(before).toFixed(0)} MB before, ${megabytes(after).toFixed(0)} MB after`,
  );
  const title = `growth of resident memory over ${count} keystrokes`;
  board.add(title, megabytes(after - before), budgets.growthMb, "MB", 1);
}

function megabytes(bytes) {
  return bytes / 1e6;
}
