#!/usr/bin/env node
/**
 * `npm start`: builds the extension and opens an example in an editor that has it.
 *
 *   npm start                 the VS Code of this desktop, else a hosted one in a browser tab; Ctrl-C ends it
 *   npm start -- --hosted     the hosted one in any case
 *   npm start -- --check      opens it without a display, prints the problems that it shows, and ends
 *   npm start -- FOLDER       opens that folder instead of examples/broken_dynpgext
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { endingSignal } from "../test/host/launcher/endings.mjs";
import { ensureNodeModules } from "./setup/nodeModules.mjs";
import { runCommand } from "./setup/runCommand.mjs";
import { runMain, SetupProblem } from "./setup/setupProblem.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

await runMain(async () => {
  const { folder, hosted, check, isExample } = readOptions();
  const signal = endingSignal();
  await ensureNodeModules(ROOT);
  const { code } = await runCommand([process.execPath, "scripts/build.mjs"], { cwd: ROOT, echo: true });
  if (code !== 0) throw new SetupProblem("The build failed, see above.", { exitCode: 1 });
  if (signal.aborted) return 130;

  // Imported here because they need the packages that were just installed.
  if (check)
    return (await import("./start/checkShownProblems.mjs")).checkShownProblems({
      root: ROOT,
      folder,
      isExample,
      signal,
    });
  const { findDesktopVscode, openInDesktop } = await import("./start/openInDesktop.mjs");
  const desktop = hosted ? undefined : findDesktopVscode();
  if (desktop !== undefined) return openInDesktop(desktop, ROOT, folder, signal);
  return (await import("./start/openInHosted.mjs")).openInHosted(ROOT, folder, signal);
});
process.exit();

function readOptions() {
  const options = { check: { type: "boolean", default: false }, hosted: { type: "boolean", default: false } };
  let parsed;
  try {
    parsed = parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new SetupProblem(`start: ${error.message} Usage: npm start -- [--check | --hosted] [FOLDER]`);
  }
  const folder = resolve(
    process.env.INIT_CWD ?? process.cwd(),
    parsed.positionals[0] ?? resolve(ROOT, "examples", "broken_dynpgext"),
  );
  if (!existsSync(folder)) throw new SetupProblem(`start: there is no folder ${folder}`);
  return { folder, isExample: parsed.positionals.length === 0, ...parsed.values };
}
