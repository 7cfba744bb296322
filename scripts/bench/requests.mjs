/** Hover, definition and completion in a large file of the PostgreSQL source, over the real protocol. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { serverHome } from "../corpus/places.mjs";
import { startServer } from "./languageClient.mjs";
import { quantile } from "./statistics.mjs";

const heapam = path.join(serverHome, "src/backend/access/heap/heapam.c");
const rounds = 300;
const budgetMs = 20;
/** Between two requests: nobody asks more often. */
const betweenMs = 10;

export async function benchRequests(board) {
  if (!existsSync(heapam))
    return board.addFailure(
      "requests in heapam.c",
      "PostgreSQL is not in the cache: run `npm run corpus -- --fetch`",
    );
  const client = await startServer(serverHome);
  try {
    await client.indexed(300_000);
    const text = await readFile(heapam, "utf8");
    client.open(heapam, text);
    const words = placesOfWords(text);
    const ask = (method, position) =>
      client.request(`textDocument/${method}`, { textDocument: { uri: `file://${heapam}` }, position });
    const firstMs = await timeOf(() => ask("hover", words[0]));
    board.note(
      `the first request after indexing took ${firstMs.toFixed(0)} ms: it collects the names of the workspace`,
    );
    for (const method of ["hover", "definition", "completion"]) {
      const timesMs = [];
      for (let i = 0; i < rounds; i++) {
        const position = words[(i * 7919) % words.length];
        if (method === "completion") timesMs.push(await timeOfCompletion(client, position, ask));
        else timesMs.push(await timeOf(() => ask(method, position)));
        await pause(betweenMs);
      }
      const show = (share) => quantile(timesMs, share).toFixed(1);
      board.note(
        `${method}: p50 ${show(0.5)}, p90 ${show(0.9)}, max ${show(1)} ms (${timesMs.length} requests)`,
      );
      board.add(`${method} in heapam.c, p99`, quantile(timesMs, 0.99), budgetMs, "ms", 1);
    }
  } finally {
    await client.stop();
  }
}

async function timeOf(work) {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** A word is completed right after one of its letters was typed; then the letter is deleted again. */
async function timeOfCompletion(client, position, ask) {
  const behind = { ...position, character: position.character + 1 };
  client.change(heapam, [{ range: { start: position, end: position }, text: "x" }]);
  const timeMs = await timeOf(() => ask("completion", behind));
  client.change(heapam, [{ range: { start: position, end: behind }, text: "" }]);
  await client.request("dynpgext/flush");
  return timeMs;
}

/** The ends of identifiers inside of functions, as positions. */
function placesOfWords(text) {
  const places = [];
  for (const [line, content] of text.split("\n").entries()) {
    // Not in comments, directives and heads of functions.
    if (!/^\t+[A-Za-z_].*[;,({]?$/.test(content)) continue;
    for (const match of content.matchAll(/[A-Za-z_]\w{3,}/g))
      places.push({ line, character: match.index + match[0].length });
  }
  return places;
}
