/** The same typing against clangd, for comparison: nothing is required of it. */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { projectRoot } from "../corpus/checkWorkspace.mjs";
import { corpusHome, serverHome } from "../corpus/places.mjs";
import { preparedFile } from "./editScript.mjs";
import { findClangd, startClangd } from "./languageClient.mjs";
import { answers, latencyText, typeScript } from "./typing.mjs";

/** One cycle of each kind, and no more than about a minute for both. */
const script = { cycles: { identifier: 1, statement: 1 }, limitMs: 30_000 };

export async function benchClangd(board, file, original) {
  const command = findClangd();
  if (command === undefined)
    return board.note(
      "clangd is not installed (apt-get install clangd-19), so there is no comparison with it",
    );
  const client = await startClangd(command, serverHome, await compileCommands(file));
  try {
    const { text, places } = preparedFile(original, "plain");
    const opened = client.nextPublication((one) => one.path === file, 120_000);
    client.open(file, text);
    await opened;
    const timesByKind = await typeScript(client, file, places, { answer: answers.published, ...script });
    for (const [kind, timesMs] of Object.entries(timesByKind))
      board.note(`${command}, heapam.c as it is, ${kind}: ${latencyText(timesMs)}`);
    board.note(
      `${command}, heapam.c as it is, without its debounce: ${latencyText(Object.values(timesByKind).flat())}`,
    );
  } finally {
    await client.stop();
  }
}

/** Tells clangd where the headers are: those of the source, and a configured `pg_config.h` of an installation. */
async function compileCommands(file) {
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
    file,
    arguments: ["cc", ...includes.map((one) => `-I${one}`), "-c", file],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "compile_commands.json"), JSON.stringify([entry]));
  return folder;
}
