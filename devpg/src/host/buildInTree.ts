import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildFailure } from "../interpret/buildFailure";
import { compilerOutput } from "../interpret/compilerOutput";
import { workspaceDiagnostics } from "../interpret/workspaceDiagnostics";
import { compileEntries, type CompileEntry } from "../interpret/makeOutput";
import type { SourceDiagnostic } from "../interpret/sourceDiagnostic";
import type { CommandPlan } from "../plan/commandPlan";
import { mergeCompileEntries } from "../plan/compileCommands";
import { planPgxsBuild, type PgxsBuild } from "../plan/planPgxsBuild";
import { buildTimeoutMs, type BuildJob, type BuildOutcome } from "./buildProject";
import { buildRecord, type BuildRecord } from "./buildRecord";
import type { DevResult } from "./devPostgres";
import { byPath, fileHash, fileStamp } from "./fileHash";
import { outputTail } from "./outputTail";
import { readTree } from "./readProject";
import { runProcess, type ProcessOutcome } from "./runProcess";
import { sourceTexts } from "./sourceTexts";

const checkTimeoutMs = 120_000;

/**
 * Builds with PGXS in the project's own folder. Objects of another PostgreSQL, of another profile, or of somebody else's
 * build are cleaned away first; headers that changed make everything compile again.
 */
export async function buildInTree(job: BuildJob): Promise<DevResult<BuildOutcome>> {
  const plans = planPgxsBuild(job.choices);
  const stored = buildRecord(job.context.layout);
  const last = stored.read();
  const now = stateOfTree(job);
  const isSame = last !== undefined && last.state !== "building" && last.kind === now.kind && leftAlone(last);
  if (isSame && sameHeaders(last, now)) {
    if (last.state === "built") {
      const check = await runMake(job, plans.check, checkTimeoutMs);
      if (!check.ok) return check;
      if (check.value.exitCode === 0) return upToDate(job, last);
    }
  } else if (isSame) removeObjects(last);
  else if (last !== undefined || now.hasObjects) {
    const cleaned = await runMake(job, plans.clean, checkTimeoutMs);
    // What keeps `make clean` from working is said by the build that follows.
    if (!cleaned.ok) return cleaned;
  }
  return build(job, plans, { last: isSame ? last : undefined, now });
}

interface TreeState {
  readonly kind: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly hasObjects: boolean;
}

async function build(
  job: BuildJob,
  plans: PgxsBuild,
  { last, now }: { readonly last: BuildRecord | undefined; readonly now: TreeState },
): Promise<DevResult<BuildOutcome>> {
  const { context, project, choices } = job;
  const stored = buildRecord(context.layout);
  const begun: BuildRecord = {
    ...{ state: "building", kind: now.kind, headers: now.headers, libraries: {} },
    ...{ entries: last?.entries ?? [], diagnostics: last?.diagnostics ?? [] },
  };
  stored.write(begun);
  const made = await runMake(job, plans.build, buildTimeoutMs);
  if (!made.ok) return made;
  const { exitCode, output } = made.value;
  const built = compileEntries(output, dirname(project.buildFile));
  const diagnostics = [...stillSaid(begun.diagnostics, built), ...saidNow(job, output)];
  const known = mergeCompileEntries(begun.entries, built, { exists: existsSync });
  const entries = await allEntries(job, plans, known);
  const libraries = librariesOf(job);
  stored.write({
    ...{ ...begun, state: exitCode === 0 ? "built" : "failed", entries },
    // What is wrong is said again by the next build, warnings of what was compiled are not.
    diagnostics: diagnostics.filter(({ severity }) => severity !== "error"),
    libraries: byPath(libraries, fileHash),
  });
  if (exitCode !== 0) {
    const { major } = choices.installation;
    const { folder } = project;
    const lines = outputTail(output);
    const failed = { program: "make", exitCode, diagnostics, output: lines, folder, major };
    return { ok: false, problem: buildFailure(failed) };
  }
  const changed = built.length > 0 || /(?:^|\s)-shared(?:\s|$)/m.test(output);
  return {
    ok: true,
    value: { upToDate: !changed, diagnostics, libraries, compilations: { kind: "entries", entries } },
  };
}

function saidNow({ project }: BuildJob, output: string): SourceDiagnostic[] {
  const { buildFile, folder } = project;
  const facts = { folder: dirname(buildFile), buildFile, textOf: sourceTexts() };
  return workspaceDiagnostics(compilerOutput(output, facts), folder);
}

/** A first build that found everything made already printed nothing: then make is asked what it would have run. */
async function allEntries(
  job: BuildJob,
  plans: PgxsBuild,
  entries: readonly CompileEntry[],
): Promise<readonly CompileEntry[]> {
  if (entries.length > 0 || librariesOf(job).length === 0) return entries;
  const dry = await runProcess(plans.dryRun, { timeoutMs: checkTimeoutMs, signal: job.run.signal, env: {} });
  return dry.ok ? compileEntries(dry.value.output, dirname(job.project.buildFile)) : entries;
}

function upToDate(job: BuildJob, last: BuildRecord): DevResult<BuildOutcome> {
  const { diagnostics, entries } = last;
  return {
    ok: true,
    value: {
      ...{ upToDate: true, diagnostics, libraries: librariesOf(job) },
      compilations: { kind: "entries", entries },
    },
  };
}

function runMake(job: BuildJob, plan: CommandPlan, timeoutMs: number): Promise<DevResult<ProcessOutcome>> {
  const { signal, watcher } = job.run;
  return runProcess(plan, { timeoutMs, signal, watcher, env: job.context.options.env });
}

function stateOfTree({ project, choices }: BuildJob): TreeState {
  const folder = dirname(project.buildFile);
  const paths = readTree(folder)?.paths ?? [];
  const absolute = (pattern: RegExp): string[] =>
    paths.filter((path) => pattern.test(path)).map((path) => join(folder, path));
  const { installation, profile, headerFolder } = choices;
  const buildFiles = byPath(absolute(/(?:^|\/)(?:GNUmakefile|[Mm]akefile|[^/]*\.mk)$/), fileHash);
  const headers = absolute(/\.(?:h|hpp|inc|def|tab)$/);
  const bundled = headerFolder === undefined ? [] : [join(headerFolder, "dynpgext.h")];
  const kind = JSON.stringify([
    installation.version,
    installation.pgConfig,
    profile,
    headerFolder ?? "",
    buildFiles,
  ]);
  return {
    kind: createHash("sha256").update(kind).digest("hex"),
    headers: byPath([...headers, ...bundled], fileStamp),
    hasObjects: paths.some((path) => /\.(?:o|so|dylib|bc|a)$/.test(path)),
  };
}

/** Nobody else has built, nor taken away, the libraries since. */
function leftAlone({ libraries }: BuildRecord): boolean {
  return Object.entries(libraries).every(([path, hash]) => fileHash(path) === hash);
}

function sameHeaders(last: BuildRecord, now: TreeState): boolean {
  const before = Object.entries(last.headers);
  return (
    before.length === Object.keys(now.headers).length &&
    before.every(([path, stamp]) => now.headers[path] === stamp)
  );
}

/**
 * Only what compiling and linking made: everything else that `make clean` would remove stays. The libraries go too,
 * because PGXS calls every object secondary: a missing one alone is no reason to make it. Source: `.SECONDARY` in
 * src/Makefile.global.in, REL_15_STABLE.
 */
function removeObjects({ entries, libraries }: BuildRecord): void {
  const objects = entries.flatMap(({ output }) => (output?.endsWith(".o") === true ? [output] : []));
  for (const path of [...objects, ...Object.keys(libraries)]) rmSync(path, { force: true });
}

/** What was said of sources that were not compiled again. */
function stillSaid(before: readonly SourceDiagnostic[], built: readonly CompileEntry[]): SourceDiagnostic[] {
  const again = new Set(built.map((entry) => entry.file));
  return before.filter(
    ({ path, source, related }) =>
      source === "compiler" && !again.has(path) && !related.some((each) => again.has(each.path)),
  );
}

/** The named ones that are there; all of the folder when only the build can tell the names. */
function librariesOf({ project }: BuildJob): string[] {
  const folder = dirname(project.buildFile);
  const suffixes = process.platform === "darwin" ? [".dylib", ".so"] : [".so"];
  const named = project.libraries.flatMap((name) => suffixes.map((suffix) => join(folder, name + suffix)));
  const found = named.filter((path) => existsSync(path));
  if (project.libraries.length > 0) return found;
  const all = readTree(folder)?.paths ?? [];
  return all.filter((path) => /\.(?:so|dylib)$/.test(path)).map((path) => join(folder, path));
}
