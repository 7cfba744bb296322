import { existsSync } from "node:fs";
import { chmod, mkdir, rm, symlink } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import type { TestReport, TestRequest } from "../../plan/tests/testRun";
import type { DevPostgresOptions, DevResult, Run } from "../devPostgres";
import { createDevPostgres } from "../createDevPostgres";
import { makeFolders, makeReadable } from "../makeFolders";
import { operateWithoutPrefix } from "../operate";
import { removeAll } from "../removeAll";
import type { Workplace } from "../workplace";
import { reachedPaths, repositoryOf } from "./reachedPaths";
import { readCoverage } from "./readCoverage";
import { stageProject } from "./stageProject";
import type { TestFolders } from "./testFolders";

/** What is run on a server of its own. */
export interface TemporaryWork {
  readonly workplace: Workplace;
  readonly request: TestRequest;
  readonly folders: TestFolders;
}

type Ran = Pick<TestReport, "results" | "coverage">;

/**
 * Does `work` with a dev Postgres of its own: a copy of the project that is built by itself, a cluster that is made for
 * this and removed after it, whatever happened. With coverage, tells which lines ran.
 */
export async function withTemporary(
  { workplace, request, folders }: TemporaryWork,
  run: Run,
  work: (options: DevPostgresOptions) => Promise<DevResult<Ran>>,
): Promise<DevResult<Ran>> {
  const { options, layout } = workplace;
  return operateWithoutPrefix(options, "test", run, async () => {
    const made = await makeFolders(workplace);
    if (!made.ok) return made;
    run.watcher.step("Copying the project");
    const folder = await copyProject(workplace, folders);
    const derived = await temporaryOptions(workplace, request, folders);
    const whole = { ...derived, folder };
    // One that was killed in its course left a server.
    const before = await removeAll(whole, silent());
    if (!before.ok) return before;
    await rm(folders.counts, { recursive: true, force: true });
    await makeOpen(folders.counts);
    await shareLoaders(layout.loader, folders.home);
    try {
      const ran = await work(whole);
      if (!ran.ok || request.coverage !== true) return ran;
      // Programs write their counts when they end.
      const stopped = await createDevPostgres(whole).stop(silent());
      if (!stopped.ok) return stopped;
      const coverage = await readCoverage({ workplace, folders, folder, options: whole }, run);
      return coverage.ok ? { ok: true, value: { ...ran.value, coverage: coverage.value } } : coverage;
    } finally {
      await removeAll(whole, silent());
    }
  });
}

async function temporaryOptions(
  { options, system }: Workplace,
  request: TestRequest,
  folders: TestFolders,
): Promise<DevPostgresOptions> {
  await makeReadable(folders.home);
  const counts = request.coverage === true ? { GCOV_PREFIX: folders.counts } : {};
  return {
    ...options,
    pgConfig: system.pgConfig,
    ...(request.coverage === true ? { profile: "coverage" } : {}),
    env: { ...options.env, DYNPGEXT_HOME: folders.home, ...counts },
  };
}

/** The copy of the project, with what its build reaches for where it looks for it. */
async function copyProject({ folder, user }: Workplace, folders: TestFolders): Promise<string> {
  const reached = reachedPaths(folder);
  const top = reached.length === 0 ? folder : (repositoryOf(folder) ?? folder);
  const options = { products: false, user: { ...user, isOurselves: true }, except: folders.storage };
  const inCopy = (path: string): string => join(folders.source, basename(top), relative(top, path));
  await makeReadable(folders.source);
  for (const path of [folder, ...reached]) {
    await makeReadable(dirname(inCopy(path)));
    await stageProject(path, inCopy(path), options);
  }
  return inCopy(folder);
}

/** For the server's user, who writes there. */
async function makeOpen(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o1777);
}

/** Building it takes longer than most tests. */
async function shareLoaders(loaders: string, home: string): Promise<void> {
  const own = join(home, "loaders");
  if (existsSync(own)) return;
  await makeReadable(loaders);
  await symlink(loaders, own);
}

/** What has to be cleared away is, also when the run was cancelled. */
function silent(): Run {
  const nothing = (): void => undefined;
  return {
    signal: new AbortController().signal,
    watcher: { step: nothing, command: nothing, output: nothing },
  };
}
