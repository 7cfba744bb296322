/** Reads and writes `test/corpus/expected/<corpus>.json`. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { projectRoot } from "./checkWorkspace.mjs";

const folder = path.join(projectRoot, "test", "corpus", "expected");

/** The expectations of a corpus: `{ versions, figures, findings }`; empty ones when there is no file yet. */
export async function readExpected(corpus) {
  const text = await readFile(fileOf(corpus), "utf8").catch(() => undefined);
  return text === undefined ? { versions: {}, figures: undefined, findings: [] } : JSON.parse(text);
}

export async function writeExpected(corpus, expected) {
  await mkdir(folder, { recursive: true });
  await writeFile(fileOf(corpus), `${JSON.stringify(expected, undefined, 2)}\n`);
}

function fileOf(corpus) {
  return path.join(folder, `${corpus.replace(/[^\w.-]/g, "_")}.json`);
}
