import { createHash } from "node:crypto";
import { readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { asArgv } from "../plan/asArgv";
import type { Installation } from "../plan/installation";
import { makeReadable } from "./makeFolders";
import { runProcess } from "./runProcess";
import type { Workplace } from "./workplace";

const timeoutMs = 60_000;

/**
 * What a server needs in its environment so that a process that dies by a signal writes a report of it into the folder of
 * the log: a small library of ours that is there before all others, built once with the user's compiler. Empty where it
 * cannot be built; then a crash is known from the server's log alone. Only Linux loads libraries this way.
 */
export async function crashReporterEnvironment(
  { options, layout }: Pick<Workplace, "options" | "layout">,
  installation: Pick<Installation, "cc">,
): Promise<Readonly<Record<string, string>>> {
  if (process.platform !== "linux") return {};
  const source = join(options.loaderSource, "crash", "crash_reporter.c");
  const text = await readFile(source).catch(() => undefined);
  if (text === undefined) return {};
  const folder = join(layout.build, "crash");
  const key = createHash("sha256").update(text).update(process.arch).digest("hex").slice(0, 16);
  const library = join(folder, `crash_reporter-${key}.so`);
  // A loader splits its list at blanks and colons.
  if (/[\s:]/u.test(library)) return {};
  const isThere = (await stat(library).catch(() => undefined)) !== undefined;
  if (!isThere && !(await build(source, library, { options, cc: installation.cc, folder }))) return {};
  return { LD_PRELOAD: library, DYNPGEXT_CRASH_FOLDER: layout.log };
}

/** All of them, with their libraries in this order; what else several of them set is the last one's. */
export function joinEnvironments(
  ...environments: readonly Readonly<Record<string, string | undefined>>[]
): Readonly<Record<string, string>> {
  const preload = environments
    .map((each) => each["LD_PRELOAD"])
    .filter((each) => each !== undefined && each !== "");
  const all = Object.assign({}, ...environments) as Record<string, string>;
  return { ...all, ...(preload.length === 0 ? {} : { LD_PRELOAD: preload.join(":") }) };
}

async function build(
  source: string,
  library: string,
  { options, cc, folder }: { options: Workplace["options"]; cc: string; folder: string },
): Promise<boolean> {
  const compiler = (options.env["CC"] ?? cc).split(/\s+/).filter((word) => word !== "");
  await makeReadable(folder);
  const unfinished = `${library}.${process.pid}.new`;
  const flags = ["-O1", "-g", "-shared", "-fPIC", "-fvisibility=hidden"];
  const argv = asArgv([
    ...(compiler.length === 0 ? ["cc"] : compiler),
    ...flags,
    "-o",
    unfinished,
    source,
    "-ldl",
  ]);
  const done = await runProcess({ argv, cwd: "/", env: {} }, { timeoutMs, env: options.env });
  if (done.ok && done.value.exitCode === 0) await rename(unfinished, library);
  else await rm(unfinished, { force: true });
  return done.ok && done.value.exitCode === 0;
}
