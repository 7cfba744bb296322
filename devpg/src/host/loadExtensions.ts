import { quoteIdentifier } from "../plan/quoteIdentifier";
import type { Database } from "./database";
import type { DevProblem, DevResult, ExistingExtension, LoadReport, Run } from "./devPostgres";
import { installedExtension, scriptHash, scriptSteps, type InstalledExtension } from "./extensionScripts";
import { loadFailure } from "./loadFailure";
import { changeLoadRecord, readLoadRecord } from "./loadRecord";
import { problem } from "./problem";
import type { ProjectContext } from "./projectContext";

/** Extensions to be made what their files say, in a database. */
export interface ExtensionLoad {
  readonly context: ProjectContext;
  readonly projectFolder: string;
  /** Its notices are somebody else's to collect. */
  readonly database: Database;
  /** Each behind those that it requires. */
  readonly names: readonly string[];
  readonly existing: ExistingExtension;
  readonly run: Run;
}

export type LoadedExtension = LoadReport["extensions"][number];

interface Present {
  readonly name: string;
  readonly oid: string;
  readonly version: string;
  readonly schema: string;
}

/**
 * Creates what is not there, updates what has another version than the control file, and recreates (or keeps) what was
 * made by a script that has changed since. Fails with `load-failed` (with places) and `extension-has-dependents`.
 */
export async function loadExtensions(load: ExtensionLoad): Promise<DevResult<readonly LoadedExtension[]>> {
  const loaded: LoadedExtension[] = [];
  const recreated = await recreateChanged(load);
  if (!recreated.ok) return recreated;
  for (const name of load.names) {
    if (load.run.signal.aborted) return problem("cancelled", "Loading was cancelled");
    const done = recreated.value.get(name) ?? (await createOrUpdate(load, name));
    if ("ok" in done && !done.ok) return done;
    loaded.push("ok" in done ? done.value : done);
  }
  await remember(load);
  return { ok: true, value: loaded };
}

async function createOrUpdate(load: ExtensionLoad, name: string): Promise<DevResult<LoadedExtension>> {
  const { database, run, context } = load;
  const found = await presentExtensions(load, [name]);
  if (!found.ok) return found;
  const present = found.value.get(name);
  const wanted = installedExtension(context.installation, name).defaultVersion;
  if (present === undefined) {
    run.watcher.step(`Creating the extension ${name}`);
    const command = `create extension ${quoteIdentifier(name)} cascade`;
    const made = await database.run(command, run.signal);
    if (!made.ok)
      return failed(load, {
        command,
        name,
        problem: made.problem,
        ...(wanted === undefined ? {} : { to: wanted }),
      });
    return { ok: true, value: { name, version: wanted ?? "", action: "created" } };
  }
  if (wanted === undefined || wanted === present.version)
    return { ok: true, value: { name, version: present.version, action: "unchanged" } };
  run.watcher.step(`Updating the extension ${name} from ${present.version} to ${wanted}`);
  const command = `alter extension ${quoteIdentifier(name)} update to ${quoteIdentifier(wanted)}`;
  const updated = await database.run(command, run.signal);
  if (updated.ok) return { ok: true, value: { name, version: wanted, action: "updated" } };
  const hasNoPath = /has no update path/.test(updated.problem.message);
  if (!hasNoPath || load.existing === "keep")
    return failed(load, { command, name, from: present.version, to: wanted, problem: updated.problem });
  const again = await recreate(load, [present]);
  return again.ok ? { ok: true, value: again.value.get(name)! } : again;
}

/** Those whose version is still the one that is wanted but whose script is another now, and what requires them. */
async function recreateChanged(
  load: ExtensionLoad,
): Promise<DevResult<ReadonlyMap<string, LoadedExtension>>> {
  const none: DevResult<ReadonlyMap<string, LoadedExtension>> = { ok: true, value: new Map() };
  if (load.existing === "keep") return none;
  const { context } = load;
  const { created } = readLoadRecord(context.layout);
  const found = await presentExtensions(load, load.names);
  if (!found.ok) return found;
  const changed = [...found.value.values()].filter(({ name, oid, version }) => {
    const before = created[keyOf(load, name)];
    const wanted = installedExtension(context.installation, name).defaultVersion;
    const isSame = before?.oid === oid && (wanted === undefined || wanted === version);
    return isSame && before.script !== scriptHash(context.installation, name, version);
  });
  if (changed.length === 0) return none;
  const requiring = await requiringExtensions(
    load,
    changed.map(({ name }) => name),
  );
  if (!requiring.ok) return requiring;
  const all = [...found.value.values()].filter(
    ({ name }) => requiring.value.has(name) || changed.some((each) => each.name === name),
  );
  return recreate(load, all);
}

/** In one transaction: when the new script fails, the old extension is still there. */
async function recreate(
  load: ExtensionLoad,
  extensions: readonly Present[],
): Promise<DevResult<ReadonlyMap<string, LoadedExtension>>> {
  const { database, run, context } = load;
  const ordered = load.names.flatMap((name) => extensions.find((each) => each.name === name) ?? []);
  const drops = ordered.toReversed().map(({ name }) => `drop extension ${quoteIdentifier(name)}`);
  run.watcher.step(`Making ${ordered.map(({ name }) => name).join(", ")} anew: the script changed`);
  const begun = await database.run("begin");
  if (!begun.ok) return begun;
  for (const drop of drops) {
    const dropped = await database.run(drop, run.signal);
    if (dropped.ok) continue;
    await database.run("rollback");
    return {
      ok: false,
      problem:
        dropped.problem.serverMessage?.code === "2BP01"
          ? dependents(ordered, dropped.problem)
          : dropped.problem,
    };
  }
  const made = new Map<string, LoadedExtension>();
  for (const present of ordered) {
    const installed = installedExtension(context.installation, present.name);
    const command = createCommand(installed, present);
    const done = await database.run(command, run.signal);
    if (!done.ok) {
      await database.run("rollback");
      const to = installed.defaultVersion ?? present.version;
      return failed(load, { command, name: present.name, to, problem: done.problem, prelude: drops });
    }
    made.set(present.name, {
      name: present.name,
      version: installed.defaultVersion ?? present.version,
      action: "recreated",
    });
  }
  const committed = await database.run("commit");
  return committed.ok ? { ok: true, value: made } : committed;
}

/** In the schema in which it was, unless the control file says where. */
function createCommand({ name, schema }: InstalledExtension, present: Present): string {
  const where = schema === undefined ? ` with schema ${quoteIdentifier(present.schema)}` : "";
  return `create extension ${quoteIdentifier(name)}${where} cascade`;
}

function dependents(extensions: readonly Present[], refused: DevProblem): DevProblem {
  const names = extensions.map(({ name }) => name).join(", ");
  const detail = refused.serverMessage?.detail;
  return {
    ...refused,
    code: "extension-has-dependents",
    message: `The script of ${names} changed, but the extension cannot be made anew: objects of yours depend on it${detail === undefined ? "" : ` (${detail.split("\n")[0]!})`}`,
    action:
      "Drop those objects, make the dev database anew (`dynpgext reset`), or keep the extension as it is",
  };
}

interface FailedCommand {
  readonly command: string;
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
  readonly problem: DevProblem;
  readonly prelude?: readonly string[];
}

async function failed<T>(
  load: ExtensionLoad,
  { command, name, from, to, problem: why, prelude }: FailedCommand,
): Promise<DevResult<T>> {
  const { context, projectFolder, database } = load;
  const step =
    to === undefined ? undefined : { extension: name, to, ...(from === undefined ? {} : { from }) };
  const steps = step === undefined ? [] : await scriptSteps(context.installation, database, step);
  const tried = from === undefined ? `CREATE EXTENSION ${name}` : `ALTER EXTENSION ${name} UPDATE TO '${to}'`;
  load.run.watcher.output(`${command}\n`);
  return loadFailure(tried, why, {
    context,
    projectFolder,
    database,
    steps,
    extension: name,
    prelude: prelude ?? [],
  });
}

async function presentExtensions(
  { database }: ExtensionLoad,
  names: readonly string[],
): Promise<DevResult<ReadonlyMap<string, Present>>> {
  const rows = await database.query<Present>(
    "select extname as name, e.oid::text as oid, extversion as version, nspname as schema from pg_extension e join pg_namespace n on n.oid = extnamespace where extname = any($1)",
    [names],
  );
  return rows.ok ? { ok: true, value: new Map(rows.value.map((row) => [row.name, row])) } : rows;
}

/** Extensions that require one of the given ones, directly or not. */
async function requiringExtensions(
  { database }: ExtensionLoad,
  names: readonly string[],
): Promise<DevResult<ReadonlySet<string>>> {
  const rows = await database.query<{ name: string }>(
    `with recursive requiring(oid) as (
       select oid from pg_extension where extname = any($1)
       union
       select d.objid from pg_depend d join requiring r on d.refobjid = r.oid
       where d.classid = 'pg_extension'::regclass and d.refclassid = 'pg_extension'::regclass)
     select extname as name from pg_extension join requiring using (oid)`,
    [names],
  );
  return rows.ok ? { ok: true, value: new Set(rows.value.map(({ name }) => name)) } : rows;
}

/** By which script each of them was made. One that we did not make is taken as it is now. */
async function remember(load: ExtensionLoad): Promise<void> {
  const { context, names, existing } = load;
  const found = await presentExtensions(load, names);
  if (!found.ok) return;
  const { created } = readLoadRecord(context.layout);
  const added = [...found.value.values()].flatMap(({ name, oid, version }) => {
    const key = keyOf(load, name);
    // What is kept in spite of its script stays known as made by the old one.
    if (existing === "keep" && created[key]?.oid === oid) return [];
    return [[key, { oid, script: scriptHash(context.installation, name, version) }] as const];
  });
  changeLoadRecord(context.layout, { created: { ...created, ...Object.fromEntries(added) } });
}

function keyOf({ database }: ExtensionLoad, name: string): string {
  return `${database.name}/${name}`;
}
