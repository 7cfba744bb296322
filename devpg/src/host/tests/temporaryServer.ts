import { existsSync } from "node:fs";
import { chmod, mkdir, rm, symlink } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import type { TestReport, TestRequest } from "../../plan/tests/testRun";
import type { DevPostgresOptions, DevResult, Run } from "../devPostgres";
import { makeFolders, makeReadable } from "../makeFolders";
import { operateWithoutPrefix } from "../operate";
import { readTree } from "../readProject";
import { removeAll } from "../removeAll";
import type { Workplace } from "../workplace";
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
  const { options, layout, user } = workplace;
  return operateWithoutPrefix(options, "test", run, async () => {
    const made = await makeFolders(workplace);
    if (!made.ok) return made;
    run.watcher.step("Copying the project");
    const from = copiedRoot(workplace.folder);
    const target = join(folders.source, basename(from));
    await makeReadable(folders.source);
    await stageProject(from, target, { products: false, user: { ...user, isOurselves: true } });
    const derived = await temporaryOptions(workplace, request, folders);
    const folder = join(target, relative(from, workplace.folder));
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
      await removeAll(whole, silent());
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

/** A project whose build reaches for folders beside it is copied with its repository. */
function copiedRoot(folder: string): string {
  const tree = readTree(folder);
  const reaches = tree?.paths.some(
    (path) =>
      /(?:^|\/)(?:GNUmakefile|[Mm]akefile|[^/]*\.mk|meson\.build|CMakeLists\.txt)$/.test(path) &&
      /\.\.\//.test(tree.textOf(path) ?? ""),
  );
  if (reaches !== true) return folder;
  for (let at = folder; at !== dirname(at); at = dirname(at)) if (existsSync(join(at, ".git"))) return at;
  return folder;
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
