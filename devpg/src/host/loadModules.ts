import type { Database } from "./database";
import type { DevResult } from "./devPostgres";
import type { Load } from "./loadProject";
import { readLoadRecord } from "./loadRecord";
import { loadFailure } from "./loadFailure";

/**
 * Loads libraries that no extension does: those of a project without one, and those that every session is to have. A
 * library that was preloaded is there already. Fails with `load-failed`.
 */
export async function loadModules(load: Load, database: Database): Promise<DevResult<void>> {
  const { libraries, plan, extensions, context, run } = load;
  const preloaded = new Set([
    ...plan.shared.map(({ name }) => name),
    ...plan.dynpgext,
    ...readLoadRecord(context.layout).learned,
  ]);
  const inSessions = new Set(plan.session.map(({ name }) => name));
  const wanted = libraries.filter(
    ({ name }) => !preloaded.has(name) && (extensions.length === 0 || inSessions.has(name)),
  );
  for (const { name } of wanted) {
    run.watcher.step(`Loading ${name}`);
    const loaded = await database.run(`load ${quoteLiteral(name)}`, run.signal);
    if (loaded.ok) continue;
    const projectFolder = load.build.project.folder;
    return loadFailure(`LOAD '${name}'`, loaded.problem, {
      context,
      projectFolder,
      database,
      steps: [],
      extension: name,
      prelude: [],
    });
  }
  return { ok: true, value: undefined };
}

function quoteLiteral(text: string): string {
  const quoted = `'${text.replace(/'/g, "''")}'`;
  return text.includes("\\") ? ` E${quoted.replace(/\\/g, "\\\\")}` : quoted;
}
