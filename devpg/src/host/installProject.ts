import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { planPgxsBuild } from "../plan/planPgxsBuild";
import type { CommandPlan } from "../plan/commandPlan";
import type { BuildJob } from "./buildProject";
import { outOfTreePlan } from "./buildOutOfTree";
import type { DevResult } from "./devPostgres";
import { fileHash, fileStamp } from "./fileHash";
import { installedFiles } from "./installedFiles";
import { keepLibraries, type KeptLibraries } from "./keepLibraries";
import { installRecord, type InstalledFile, type InstallRecord } from "./installRecord";
import { checkInstallTargets } from "./installTargets";
import { readTree } from "./readProject";
import { runToSuccess } from "./runToSuccess";

const timeoutMs = 10 * 60 * 1000;

/**
 * Installs what was built into the private copy of PostgreSQL. Nothing is run when nothing has changed. Files of an
 * earlier install that are no longer installed are removed. Fails with `install-failed`, `install-outside-prefix`,
 * `program-missing`, `timeout`, `cancelled`.
 */
export async function installProject(
  job: BuildJob,
  libraries: readonly string[],
): Promise<DevResult<readonly InstalledFile[]>> {
  const { context, run } = job;
  const stored = installRecord(context.layout);
  const last = stored.read();
  const inputs = inputsOf(job, libraries);
  if (last?.inputs === inputs && isWhole(last)) return { ok: true, value: last.files };
  run.watcher.step("Installing into the dev Postgres");
  const safe = await checkInstallTargets(job);
  if (!safe.ok) return safe;
  removeLinks(job, libraries);
  const kept = keepLibraries(last?.files ?? [], join(context.layout.build, "before-install"));
  try {
    const installed = await installFiles(job, last, kept);
    if (installed.ok) stored.write({ inputs, files: installed.value });
    return installed;
  } finally {
    kept.forget();
  }
}

async function installFiles(
  job: BuildJob,
  last: InstallRecord | undefined,
  kept: KeptLibraries,
): Promise<DevResult<readonly InstalledFile[]>> {
  const { context, run } = job;
  const { prefix } = context.layout;
  const before = installedFiles(prefix);
  const { signal, watcher } = run;
  const done = await runToSuccess(installCommand(job), {
    ...{ timeoutMs, signal, watcher, env: context.options.env, code: "install-failed" },
    action:
      "Read the output of the install; a file that it cannot find has to be in the project, or be built first",
  });
  if (!done.ok) return done;
  const written = [...installedFiles(prefix)].filter(([path, time]) => before.get(path) !== time);
  kept.putBack();
  const paths = new Set([...written.map(([path]) => path), ...keptByCMake(job)]);
  const files = describe([...paths].sort(), last);
  for (const { path } of last?.files ?? []) if (!paths.has(path)) rmSync(path, { force: true });
  return { ok: true, value: files };
}

function installCommand(job: BuildJob): CommandPlan {
  return job.project.system === "pgxs" ? planPgxsBuild(job.choices).install : outOfTreePlan(job).install;
}

/**
 * Everything in the workspace but what only compiling reads or testing writes: which files an install takes is known to
 * the build tool alone.
 */
function inputsOf({ project, context, choices }: BuildJob, libraries: readonly string[]): string {
  const folder = dirname(project.buildFile);
  const ignored =
    /\.(?:c|cc|cpp|o|bc|d|md|out|diffs|gcda|gcno)$|^(?:results|expected|\.)|compile_commands\.json$/;
  const paths = (readTree(folder)?.paths ?? []).filter((path) => !ignored.test(path));
  const hash = createHash("sha256");
  hash.update(
    JSON.stringify([context.installation.version, context.layout.prefix, choices.profile, project.system]),
  );
  for (const path of paths) hash.update(`${path}\0${fileStamp(join(folder, path)) ?? ""}\0`);
  for (const path of libraries) hash.update(`${path}\0${fileHash(path) ?? ""}\0`);
  return hash.digest("hex");
}

function isWhole({ files }: InstallRecord): boolean {
  return files.length > 0 && files.every(({ path, hash }) => fileHash(path) === hash);
}

/** An install program that follows links would write into the system: links in its way go first. */
function removeLinks({ project, context }: BuildJob, libraries: readonly string[]): void {
  const { sharedir, pkglibdir } = context.installation;
  const extension = join(sharedir, "extension");
  const scripts = (readTree(dirname(project.buildFile))?.paths ?? [])
    .filter((path) => /\.(?:control|sql)$/.test(path))
    .map((path) => join(extension, basename(path)));
  for (const path of [...scripts, ...libraries.map((library) => join(pkglibdir, basename(library)))]) {
    if (existsSync(path) && lstatSync(path).isSymbolicLink()) rmSync(path);
  }
}

/** CMake leaves a file alone that is installed already and no older. Its manifest names them all. */
function keptByCMake(job: BuildJob): readonly string[] {
  if (job.project.system !== "cmake") return [];
  const manifest = join(outOfTreePlan(job).folder, "install_manifest.txt");
  if (!existsSync(manifest)) return [];
  return readFileSync(manifest, "utf8")
    .split("\n")
    .filter((path) => path !== "" && existsSync(path));
}

function describe(paths: readonly string[], last: InstallRecord | undefined): InstalledFile[] {
  const now = Date.now();
  const known = new Map((last?.files ?? []).map((file) => [file.path, file]));
  return paths.flatMap((path): InstalledFile[] => {
    const hash = fileHash(path);
    if (hash === undefined) return [];
    const before = known.get(path);
    return [{ path, hash, changedAtMs: before?.hash === hash ? before.changedAtMs : now }];
  });
}
