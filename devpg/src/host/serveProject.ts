import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { bundledLoader } from "../plan/planLoaderBuild";
import { restartReason, type ServedFile } from "../plan/restartReason";
import type { DevResult, LoadReport } from "./devPostgres";
import type { Load } from "./loadProject";
import { changeLoadRecord, readLoadRecord } from "./loadRecord";
import { problem } from "./problem";

/** A server that runs with what the project needs at its start. */
export interface ServedProject {
  readonly loader: LoadReport["loader"];
  readonly preloaded: readonly string[];
  readonly restartReason?: string;
}

/** Sees to it that the server has read everything that it reads only when it starts. */
export async function serveProject(load: Load): Promise<DevResult<ServedProject>> {
  const { context, server, plan, run } = load;
  const loader =
    plan.dynpgext.length === 0 ? ({ ok: true, value: "none" } as const) : await server.chooseLoader();
  if (!loader.ok) return loader;
  const loaderLibrary = loaderName(load, loader.value);
  if (loader.value === "omni_ext" && loaderLibrary === undefined)
    return problem("loader-missing", "The library of omni_ext is not installed", {
      action: "Set `dynpgext.devpg.loader` to `bundled`",
    });
  // One that is no longer installed would keep the server from starting.
  const learned = readLoadRecord(context.layout).learned.filter((name) =>
    load.libraries.some((library) => library.name === name),
  );
  const own = [...plan.shared.map(({ name }) => name), ...learned];
  const preload = [...new Set([...(loaderLibrary === undefined ? [] : [loaderLibrary]), ...own])];
  const files = servedFiles(load, preload, loader.value !== "none");
  const before = await server.live();
  const reason = before === undefined ? undefined : restartReason(files, servedBefore(load, before));
  const served = await server.serve(
    {
      preload,
      bundledLoader: loader.value === "bundled",
      ...(reason === undefined ? {} : { restartReason: reason }),
    },
    run,
  );
  if (!served.ok) return served;
  const now = await server.live();
  if (now === undefined)
    return problem("server-ended", "The server ended right after it had started", {
      action: "Its log says why (`dynpgext logs`)",
    });
  const hashes = Object.fromEntries(files.map(({ path, hash }) => [path, hash]));
  changeLoadRecord(context.layout, { server: { key: now.key, hashes } });
  return { ok: true, value: { loader: loader.value, ...served.value } };
}

function loaderName({ context }: Load, loader: LoadReport["loader"]): string | undefined {
  switch (loader) {
    case "none":
      return undefined;
    case "bundled":
      return bundledLoader.library;
    case "omni_ext": {
      const names = readdirSync(context.installation.pkglibdir);
      return names.flatMap((name) => /^(omni_ext(?:--.*)?)\.(?:so|dylib)$/.exec(name)?.[1] ?? []).at(-1);
    }
  }
}

/** What a start of the server reads: libraries that it preloads, and those of the loader with their control files. */
function servedFiles(load: Load, preload: readonly string[], hasLoader: boolean): ServedFile[] {
  const { libraries, files, plan } = load;
  return files.flatMap((file): ServedFile[] => {
    const library = libraries.find(({ path }) => path === file.path);
    const name = basename(file.path);
    const isForLoader =
      hasLoader && (library === undefined ? name.endsWith(".control") : plan.dynpgext.includes(library.name));
    if (isForLoader) return [{ ...file, name, why: "the loader reads it only when the server starts" }];
    const isPreloaded = library !== undefined && preload.includes(library.name);
    return isPreloaded ? [{ ...file, name, why: "it is loaded only when the server starts" }] : [];
  });
}

function servedBefore(
  { context }: Load,
  live: { readonly key: string; readonly startedAtMs: number },
): Parameters<typeof restartReason>[1] {
  const { server } = readLoadRecord(context.layout);
  const { startedAtMs } = live;
  return server?.key === live.key ? { hashes: server.hashes, startedAtMs } : { startedAtMs };
}
