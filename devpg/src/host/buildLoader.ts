import { createHash } from "node:crypto";
import { cp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, join, relative } from "node:path";
import type { Installation } from "../plan/installation";
import { loaderFiles, loaderKey, planLoaderBuild } from "../plan/planLoaderBuild";
import type { DevResult, Run } from "./devPostgres";
import { fileProblem } from "./fileProblem";
import { hasServerHeaders } from "./findInstallation";
import { makeReadable, writeWhole } from "./makeFolders";
import { problem } from "./problem";
import { runToSuccess } from "./runToSuccess";
import type { Workplace } from "./workplace";

const buildTimeoutMs = 300_000;

/**
 * The bundled loader, built with the user's compiler and installed into the private prefix; done again when its sources
 * or PostgreSQL changed. The caller holds the lock. Fails with `loader-sources-missing`, `pg-headers-missing`,
 * `loader-build-failed`, `disk-full`, `cancelled`.
 */
export async function buildLoader(
  { layout, options, system }: Workplace,
  installation: Installation,
  run: Run,
): Promise<DevResult<{ readonly rebuilt: boolean }>> {
  try {
    const sources = await sourceFiles(options.loaderSource);
    if (sources.length === 0) return sourcesMissing(options.loaderSource);
    const key = loaderKey(await hashOf(options.loaderSource, sources), installation);
    const record = join(layout.loader, "built.json");
    const before = await readFile(record, "utf8").catch(() => undefined);
    if (before === key && (await areThere(loaderFiles(installation))))
      return { ok: true, value: { rebuilt: false } };
    if (!(await hasServerHeaders(system))) return headersMissing(system);
    run.watcher.step(`Building the bundled loader for PostgreSQL ${installation.major}`);
    const unfinished = `${layout.loader}.new`;
    await rm(unfinished, { recursive: true, force: true });
    for (const source of sources) await copySource(options.loaderSource, source, unfinished);
    const jobs = Math.max(1, availableParallelism());
    const { build, install } = planLoaderBuild(installation, unfinished, jobs);
    for (const plan of [build, install]) {
      const done = await runToSuccess(plan, {
        ...{ timeoutMs: buildTimeoutMs, signal: run.signal, watcher: run.watcher, env: options.env },
        code: "loader-build-failed",
        action: "Look at the compiler's messages; `dynpgext doctor` checks compiler and headers",
      });
      if (!done.ok) return done;
    }
    await rm(layout.loader, { recursive: true, force: true });
    await rename(unfinished, layout.loader);
    await writeWhole(record, key);
    return { ok: true, value: { rebuilt: true } };
  } catch (error) {
    return fileProblem(error, "The bundled loader could not be built");
  }
}

/** Relative paths of what belongs to the loader's sources, sorted. Objects that somebody built there are not copied. */
async function sourceFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /^Makefile$|\.(c|h|sql|control)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function hashOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(await readFile(join(folder, file)))
      .update("\0");
  return hash.digest("hex");
}

async function copySource(folder: string, file: string, to: string): Promise<void> {
  const target = join(to, file);
  await makeReadable(target.slice(0, -basename(file).length - 1));
  await cp(join(folder, file), target);
}

async function areThere(files: readonly string[]): Promise<boolean> {
  for (const file of files) if ((await stat(file).catch(() => undefined)) === undefined) return false;
  return true;
}

function sourcesMissing(folder: string): DevResult<{ readonly rebuilt: boolean }> {
  return problem("loader-sources-missing", `The bundled loader's sources are not in ${folder}`, {
    action: "Install Dynpgext again, or set `dynpgext.devpg.loader` / `--loader` to none",
  });
}

function headersMissing(system: Installation): DevResult<{ readonly rebuilt: boolean }> {
  return problem("pg-headers-missing", `The server headers of ${system.version} are not installed`, {
    action: `Install them (Debian: \`apt install postgresql-server-dev-${system.major}\`), or choose another pg_config`,
  });
}
