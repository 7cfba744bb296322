import { copyFile, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gcovReport } from "../../interpret/tests/gcovReport";
import { asArgv } from "../../plan/asArgv";
import type { CommandPlan } from "../../plan/commandPlan";
import type { FileCoverage } from "../../plan/tests/testRun";
import type { DevPostgresOptions, DevResult, Run } from "../devPostgres";
import { problem } from "../problem";
import { runToSuccess } from "../runToSuccess";
import type { Workplace } from "../workplace";
import type { TestFolders } from "./testFolders";

/** What was instrumented. */
export interface CoverageWork {
  readonly workplace: Workplace;
  readonly folders: TestFolders;
  /** The copy of the project that was built. */
  readonly folder: string;
  readonly options: DevPostgresOptions;
}

/**
 * What the programs of a run counted, by source of the project. An instrumented library writes its counts when its
 * process ends, below `GCOV_PREFIX`, because the server's user may not write beside the objects. Fails with
 * `gcov-missing`, `coverage-empty`.
 */
export async function readCoverage(
  work: CoverageWork,
  run: Run,
): Promise<DevResult<readonly FileCoverage[]>> {
  const { workplace, folder, options } = work;
  run.watcher.step("Reading what was executed");
  const objects = await countedObjects(work);
  const compiler = options.env["CC"] ?? workplace.system.cc;
  if (objects.length === 0)
    return problem("coverage-empty", "The build left nothing for gcov to read", {
      action: `The compiler (${compiler}) has to be GCC, and the build file has to pass COPT or CFLAGS on to it`,
    });
  let output = "";
  for (const [cwd, paths] of byFolder(objects)) {
    const argv = asArgv([gcovOf(compiler), "--json-format", "--stdout", "--branch-probabilities", ...paths]);
    const read = await runGcov({ argv, cwd, env: { GCOV_PREFIX: undefined } }, options, run);
    if (!read.ok) return read;
    output += `${read.value}\n`;
  }
  const pathOf = (path: string): string | undefined =>
    path.startsWith(`${folder}/`) ? join(workplace.folder, path.slice(folder.length + 1)) : undefined;
  return { ok: true, value: gcovReport(output, pathOf) };
}

/** Counts, brought beside the notes of the compiler; and notes of sources that nothing has called. */
async function countedObjects({ folders, folder }: CoverageWork): Promise<readonly string[]> {
  const counted: string[] = [];
  for (const path of await filesBelow(folders.counts, ".gcda")) {
    const beside = path.slice(folders.counts.length);
    const notes = beside.replace(/\.gcda$/, ".gcno");
    if ((await stat(notes).catch(() => undefined)) === undefined) continue;
    await copyFile(path, beside);
    counted.push(beside);
  }
  const notes = [...(await filesBelow(folder, ".gcno")), ...(await filesBelow(folders.home, ".gcno"))];
  return [...counted, ...notes.filter((path) => !counted.includes(path.replace(/\.gcno$/, ".gcda")))];
}

async function runGcov(plan: CommandPlan, options: DevPostgresOptions, run: Run): Promise<DevResult<string>> {
  const { signal, watcher } = run;
  const done = await runToSuccess(plan, {
    ...{ timeoutMs: 600_000, signal, env: options.env, code: "gcov-failed" },
    watcher: {
      step: (title) => watcher.step(title),
      command: (command) => watcher.command(command),
      output: () => undefined, // Megabytes of JSON.
    },
    action: "gcov has to be of the same version as the compiler",
  });
  if (done.ok) return { ok: true, value: done.value.stdout };
  if (done.problem.code !== "program-missing") return done;
  return problem("gcov-missing", `\`${plan.argv[0]}\`, which reads what was executed, is not installed`, {
    action: "Install GCC, which it is part of",
  });
}

/** `gcc-12` has `gcov-12`. */
function gcovOf(compiler: string): string {
  const name = compiler.split(/\s+/).find((word) => /(?:^|\/)[\w.-]*gcc(?:-\d+)?$/.test(word));
  return name?.replace(/gcc(-\d+)?$/, "gcov$1") ?? "gcov";
}

function byFolder(paths: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) folders.set(dirname(path), [...(folders.get(dirname(path)) ?? []), path]);
  return folders;
}

async function filesBelow(folder: string, suffix: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith(suffix)).map((name) => join(folder, name));
}
