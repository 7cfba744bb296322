import { cp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Installation } from "../plan/installation";
import { planLoaderBuild } from "../plan/planLoaderBuild";
import type { DevResult, Run } from "./devPostgres";
import { fileProblem } from "./fileProblem";
import { hasServerHeaders } from "./findInstallation";
import { findLoaderBuild } from "./findLoaderBuild";
import { installLoader, isLoaderInstalled } from "./installLoader";
import { makeReadable, writeWhole } from "./makeFolders";
import { problem } from "./problem";
import { runToSuccess } from "./runToSuccess";
import type { Workplace } from "./workplace";

const buildTimeoutMs = 300_000;
const keptBuilds = 6;
/** Nobody builds this long: what is older was left by a program that was killed. */
const abandonedMs = 60 * 60 * 1000;

/**
 * The bundled loader, built with the user's compiler and installed into the private prefix; done again when its sources
 * or PostgreSQL changed. A build serves all workspaces. The caller holds the lock of its own. Fails with
 * `loader-sources-missing`, `pg-headers-missing`, `loader-build-failed`, `disk-full`, `cancelled`.
 */
export async function buildLoader(
  workplace: Workplace,
  installation: Installation,
  run: Run,
): Promise<DevResult<{ readonly rebuilt: boolean }>> {
  const { layout, options, system } = workplace;
  try {
    const place = await findLoaderBuild(options.loaderSource, layout.loader, system);
    if (place === undefined) return sourcesMissing(options.loaderSource);
    const { sources, key, folder, isBuilt } = place;
    const record = join(dirname(layout.prefix), "loader.json");
    const installed = await readFile(record, "utf8").catch(() => undefined);
    if (installed === key && (await isLoaderInstalled(installation)))
      return { ok: true, value: { rebuilt: false } };
    if (!isBuilt) {
      const built = await buildInto(folder, sources, workplace, installation, run);
      if (!built.ok) return built;
    }
    await rm(record, { force: true });
    await installLoader(folder, installation);
    await writeWhole(record, key);
    return { ok: true, value: { rebuilt: true } };
  } catch (error) {
    return fileProblem(error, "The bundled loader could not be built");
  }
}

/** Beside its place, and put there when it is whole; another program may do the same at the same time. */
async function buildInto(
  folder: string,
  sources: readonly string[],
  { options, system }: Workplace,
  installation: Installation,
  run: Run,
): Promise<DevResult<void>> {
  if (!(await hasServerHeaders(system))) return headersMissing(system);
  run.watcher.step(`Building the bundled loader for PostgreSQL ${installation.major}`);
  await removeOldBuilds(dirname(folder));
  const unfinished = `${folder}.${process.pid}.new`;
  await rm(unfinished, { recursive: true, force: true });
  for (const source of sources) await copySource(options.loaderSource, source, unfinished);
  const jobs = Math.max(1, availableParallelism());
  const done = await runToSuccess(planLoaderBuild(installation, unfinished, { home: folder, jobs }), {
    ...{ timeoutMs: buildTimeoutMs, signal: run.signal, watcher: run.watcher, env: options.env },
    code: "loader-build-failed",
    action: "Look at the compiler's messages; `dynpgext doctor` checks compiler and headers",
  });
  if (!done.ok) {
    await rm(unfinished, { recursive: true, force: true });
    return done;
  }
  await writeFile(join(unfinished, "complete"), "");
  await rename(unfinished, folder).catch(async (error: unknown) => {
    if (!(await isThere(join(folder, "complete")))) throw error;
    await rm(unfinished, { recursive: true, force: true });
  });
  return { ok: true, value: undefined };
}

/** The newest stay, in case somebody goes back to another version. */
async function removeOldBuilds(folder: string): Promise<void> {
  await makeReadable(folder);
  const builds: { readonly path: string; readonly at: number }[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const at = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (!name.endsWith(".new")) builds.push({ path, at });
    else if (Date.now() - at > abandonedMs) await rm(path, { recursive: true, force: true });
  }
  builds.sort((a, b) => b.at - a.at);
  for (const { path } of builds.slice(keptBuilds - 1)) await rm(path, { recursive: true, force: true });
}

async function copySource(folder: string, file: string, to: string): Promise<void> {
  const target = join(to, file);
  await makeReadable(target.slice(0, -basename(file).length - 1));
  await cp(join(folder, file), target);
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

function sourcesMissing(folder: string): DevResult<{ readonly rebuilt: boolean }> {
  return problem("loader-sources-missing", `The bundled loader's sources are not in ${folder}`, {
    action: "Install Dynpgext again, or set `dynpgext.devpg.loader` / `--loader` to none",
  });
}

function headersMissing(system: Installation): DevResult<void> {
  return problem("pg-headers-missing", `The server headers of ${system.version} are not installed`, {
    action: `Install them (Debian: \`apt install postgresql-server-dev-${system.major}\`), or choose another pg_config`,
  });
}
