#!/usr/bin/env node
/**
 * Measures what the project promises and prints each figure beside its budget, as a ratio, in one run on one machine.
 *
 *   npm run bench                       everything (some minutes)
 *   npm run bench -- --only start       one part: start, check, editor, requests, devpg, debug; several with commas
 *
 * Exit code 1 when a figure is over its budget or could not be measured, 2 when there is nothing built to measure.
 * `check`, `editor` and `requests` need the corpora of `npm run corpus -- --fetch`; memory is read from /proc (Linux).
 */
import { existsSync } from "node:fs";
import { cpus, platform } from "node:os";
import { parseArgs } from "node:util";

import { cliBundle } from "./corpus/checkWorkspace.mjs";
import { benchCheckSpeed } from "./bench/checkSpeed.mjs";
import { benchDebug } from "./bench/debug.mjs";
import { benchDevPostgres } from "./bench/devPostgres.mjs";
import { benchEditor } from "./bench/editor.mjs";
import { serverBundle } from "./bench/languageClient.mjs";
import { benchRequests } from "./bench/requests.mjs";
import { Scoreboard } from "./bench/scoreboard.mjs";
import { benchStartUp } from "./bench/startUp.mjs";

const parts = {
  start: benchStartUp,
  check: benchCheckSpeed,
  editor: benchEditor,
  requests: benchRequests,
  devpg: benchDevPostgres,
  debug: benchDebug,
};

async function main() {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const names = values.only?.split(",") ?? Object.keys(parts);
  const unknown = names.filter((name) => !(name in parts));
  if (unknown.length > 0)
    throw new Error(`Unknown part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}.`);
  const absent = [cliBundle, serverBundle].filter((bundle) => !existsSync(bundle));
  if (absent.length > 0) throw new Error(`${absent.join(", ")} missing: run \`npm run build\` first.`);
  console.log(
    `Node ${process.version}, ${platform()}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`,
  );
  const board = new Scoreboard();
  for (const name of names) {
    console.log(`\n== ${name}`);
    try {
      await parts[name](board);
    } catch (error) {
      board.addFailure(name, error.message);
    }
  }
  board.printAll();
  return board.failures === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
}
