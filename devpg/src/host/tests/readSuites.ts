import { dirname } from "node:path";
import { shellWords } from "../../interpret/shellWords";
import { asArgv } from "../../plan/asArgv";
import type { Installation } from "../../plan/installation";
import { discoverTests, type DiscoveryOptions, type NamedTests } from "../../project/tests/discoverTests";
import { installcheckTests } from "../../project/tests/installcheckTests";
import type { TestSuite } from "../../project/tests/testSuite";
import type { DevResult, Run } from "../devPostgres";
import { readProject, readTree } from "../readProject";
import { runProcess } from "../runProcess";

/** The tests of the project of a folder, as its files are now; nothing is executed. Fails as `readProject` does. */
export async function readSuites(
  folder: string,
  options: DiscoveryOptions = {},
): Promise<DevResult<readonly TestSuite[]>> {
  const { pgMajor } = options;
  const project = await readProject(folder, pgMajor === undefined ? {} : { pgMajor });
  if (!project.ok) return project;
  const tree = readTree(project.value.folder);
  return { ok: true, value: tree === undefined ? [] : discoverTests(tree, project.value, options) };
}

/** How make is asked. */
export interface AskingMake {
  readonly installation: Pick<Installation, "pgConfig" | "major">;
  /** A folder with the project's files; that of the project when absent. */
  readonly copy?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly run: Run;
}

/** The same, and where the Makefile leaves it open what `make -n installcheck` says. */
export async function askSuites(
  folder: string,
  asking: AskingMake,
): Promise<DevResult<readonly TestSuite[]>> {
  const pgMajor = asking.installation.major;
  const read = await readSuites(folder, { pgMajor });
  if (!read.ok || read.value.every(({ isCertain }) => isCertain)) return read;
  const said = await askMake(asking.copy ?? read.value[0]?.folder ?? folder, asking);
  return said.length === 0 ? read : readSuites(folder, { pgMajor, said });
}

const timeoutMs = 60_000;

/** Nothing when make does not know either. */
async function askMake(
  folder: string,
  { installation, env, run }: AskingMake,
): Promise<readonly NamedTests[]> {
  const project = await readProject(folder, { pgMajor: installation.major });
  if (!project.ok) return [];
  const plan = {
    argv: asArgv(["make", "-n", "installcheck", `PG_CONFIG=${installation.pgConfig}`, "USE_PGXS=1"]),
    cwd: dirname(project.value.buildFile),
    env: { MAKEFLAGS: undefined, MAKELEVEL: undefined, MFLAGS: undefined },
  };
  const watcher = { ...silent, command: (command: typeof plan) => run.watcher.command(command) };
  const done = await runProcess(plan, { timeoutMs, signal: run.signal, watcher, env });
  return done.ok && done.value.exitCode === 0 ? installcheckTests(done.value.stdout, shellWords) : [];
}

const silent = { step: () => undefined, command: () => undefined, output: () => undefined };
