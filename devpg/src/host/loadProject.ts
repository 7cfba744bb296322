import { basename } from "node:path";
import { planPreload, type BuiltLibrary, type PreloadPlan } from "../plan/preload";
import type { ServerMessage } from "../interpret/serverMessage";
import { buildChoices, buildProject, type BuildJob } from "./buildProject";
import type { BuildReport, DevProblem, DevResult, ExistingExtension, LoadReport, Run } from "./devPostgres";
import { installProject } from "./installProject";
import type { InstalledFile } from "./installRecord";
import { loadExtensions, type LoadedExtension } from "./loadExtensions";
import { loadModules } from "./loadModules";
import { changeLoadRecord, readLoadRecord } from "./loadRecord";
import type { LoadServer, ProjectContext } from "./projectContext";
import { readLibraries } from "./readLibraries";
import { reportLoad } from "./reportLoad";
import { requiredLibraries } from "./requiredLibraries";
import { serveProject, type ServedProject } from "./serveProject";
import { preloadInSessions, withoutBrokenSessions } from "./sessionPreload";

/** A load in progress: everything that is known when the files are installed. */
export interface Load {
  readonly context: ProjectContext;
  readonly server: LoadServer;
  readonly existing: ExistingExtension;
  readonly run: Run;
  readonly build: BuildReport;
  readonly files: readonly InstalledFile[];
  readonly libraries: readonly BuiltLibrary[];
  /** Names of the extensions to create, each behind those that it requires. */
  readonly extensions: readonly string[];
  readonly plan: PreloadPlan;
}

/**
 * Builds, installs, starts the server (or restarts it, when something changed that only a start reads), creates or
 * updates the extensions and tells what became of it. Fails as each of these does. The caller holds the lock.
 */
export async function loadProject(
  context: ProjectContext,
  server: LoadServer,
  existing: ExistingExtension,
  run: Run,
): Promise<DevResult<LoadReport>> {
  const startedAt = performance.now();
  const beganAtMs = Date.now();
  const build = await buildProject(context, run);
  if (!build.ok) return build;
  const { project } = build.value;
  const job: BuildJob = { context, project, choices: buildChoices(context, project), run };
  const files = await installProject(job, build.value.libraries);
  if (!files.ok) return files;
  const libraries = await readLibraries(files.value, context.installation);
  const extensions = extensionNames(build.value, files.value);
  const required = planPreload(await requiredLibraries(context.installation, extensions));
  const plan = planPreload(libraries);
  const load: Load = {
    ...{ context, server, existing, run, build: build.value, files: files.value, libraries, extensions },
    plan: { ...plan, shared: [...required.shared, ...plan.shared] },
  };
  const done = await serveAndLoad(load);
  if (!done.ok) return done;
  return reportLoad(load, done.value, { beganAtMs, durationMs: () => performance.now() - startedAt });
}

/** A server with the project in it. */
export interface LoadedProject {
  readonly served: ServedProject;
  readonly extensions: readonly LoadedExtension[];
  readonly notices: readonly ServerMessage[];
}

/** Once more when the server itself says that a library has to be preloaded. */
async function serveAndLoad(load: Load): Promise<DevResult<LoadedProject>> {
  const first = await serveAndLoadOnce(load);
  const missing = first.ok ? [] : preloadAskedFor(load, first.problem);
  if (missing.length === 0) return first;
  const { layout } = load.context;
  changeLoadRecord(layout, { learned: [...new Set([...readLoadRecord(layout).learned, ...missing])] });
  return serveAndLoadOnce(load);
}

async function serveAndLoadOnce(load: Load): Promise<DevResult<LoadedProject>> {
  const { context, server, run } = load;
  await withoutBrokenSessions(load);
  const served = await serveProject(load);
  if (!served.ok) return served;
  const connected = await server.connect(context.options.database);
  if (!connected.ok) return connected;
  const database = connected.value;
  const notices: ServerMessage[] = [];
  database.onNotice((notice) => notices.push(notice));
  try {
    const modules = await loadModules(load, database);
    if (!modules.ok) return modules;
    const { extensions: names, existing } = load;
    const projectFolder = load.build.project.folder;
    const extensions = await loadExtensions({ context, projectFolder, database, names, existing, run });
    if (!extensions.ok) return extensions;
    const sessions = await preloadInSessions(load, database);
    if (!sessions.ok) return sessions;
    return { ok: true, value: { served: served.value, extensions: extensions.value, notices: [...notices] } };
  } finally {
    await database.end();
  }
}

/** Libraries that the refusal names, or all that could be meant; none when the refusal is about something else. */
function preloadAskedFor(
  { libraries, context, plan }: Load,
  { serverMessage }: DevProblem,
): readonly string[] {
  const text = `${serverMessage?.message ?? ""} ${serverMessage?.detail ?? ""} ${serverMessage?.hint ?? ""}`;
  if (!/(?:loaded|registered|listed|added|included|add \S+).*shared_preload_libraries/is.test(text))
    return [];
  const known = new Set([...readLoadRecord(context.layout).learned, ...plan.shared.map(({ name }) => name)]);
  const could = libraries.filter(({ name, symbols }) => symbols.exported.has("_PG_init") && !known.has(name));
  const named = could.filter(({ name }) => text.includes(name));
  return (named.length > 0 ? named : could).map(({ name }) => name);
}

/** Those of the project, then what the build made and installed beside them. */
function extensionNames({ project }: BuildReport, files: readonly InstalledFile[]): readonly string[] {
  const installed = files.flatMap(({ path }) => {
    const name = /^(.*)\.control$/.exec(basename(path))?.[1];
    return name === undefined || name.includes("--") ? [] : [name];
  });
  const written = project.extensions.map(({ name }) => name).filter((name) => installed.includes(name));
  return [...new Set([...written, ...installed])];
}
