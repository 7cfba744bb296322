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
      let typed;
      for (let i = 0; i < rounds; i++) {
        const position = words[(i * 7919) % words.length];
        // A word is completed right after one of its letters was typed.
        if (method === "completion") typed = type(client, position, typed);
        timesMs.push(await timeOf(() => ask(method, position)));
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

/** Types a letter; the next time it is deleted before another is typed, so that the text stays what it is. */
function type(client, position, typed) {
  const behind = (place) => ({ ...place, character: place.character + 1 });
  const changes = [{ range: { start: position, end: position }, text: "x" }];
  if (typed !== undefined) changes.unshift({ range: { start: typed, end: behind(typed) }, text: "" });
  client.change(heapam, changes);
  return position;
}

/** The ends of identifiers in code, as positions. */
function placesOfWords(text) {
  const places = [];
  for (const [line, content] of text.split("\n").entries()) {
    if (/^\s*(?:\*|\/\*|#)/.test(content)) continue;
    for (const match of content.matchAll(/[A-Za-z_]\w{3,}/g))
      places.push({ line, character: match.index + match[0].length });
  }
  return places;
}
