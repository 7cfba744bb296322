import type { Finding } from "../../../server/src/base/finding";
import { LineMap } from "../../../server/src/base/lineMap";
import { defaultSettings, parseSettings, type Settings } from "../../../server/src/engine/settings";
import type { InternalError, Statistics, Workspace } from "../../../server/src/engine/workspace";
import { targetMajor } from "../../../server/src/files/findPgMajor";
import { parsedBytesPerRelease, releaseTrees } from "../../../server/src/files/releaseTrees";
import { readSettingsFile } from "../../../server/src/files/settingsFile";
import type { CheckOptions } from "../check";
import type { EngineParts } from "../engineParts";
import type { Host } from "../host";
import type { Baseline } from "./baseline";
import { displayPath } from "./displayPath";
import { fixFiles } from "./fixFiles";
import { listingOf, type Listing } from "./listing";
import { loadWorkspace } from "./loadWorkspace";
import { offBut } from "./onlyRules";
import type { Progress } from "./progress";
import type { Target } from "./targets";

export interface FolderContext {
  readonly options: CheckOptions;
  readonly host: Host;
  readonly engine: EngineParts;
  /** Ids of the only rules to check; undefined for all. */
  readonly onlyRules: ReadonlySet<string> | undefined;
  readonly baseline: Baseline | undefined;
  /** Real paths of the files that earlier folders list; this one adds its own. */
  readonly listedFiles: Set<string>;
  readonly progress: Progress;
  /** Says one line to the user and makes the exit code 2. */
  complain(line: string): Promise<void>;
}

export interface FolderResult {
  /** Those to list, by path and place. */
  readonly findings: readonly Finding[];
  /** The texts that the findings' offsets refer to, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Only where they are printed: they need everything to be parsed, the rules do not. */
  readonly statistics: Statistics | undefined;
  readonly internalErrors: readonly InternalError[];
  /** Fixes that were applied; undefined when none were asked for. */
  readonly fixed: number | undefined;
}

/** Analyses one folder as a workspace. Undefined, and a complaint, when it cannot be told what to list. */
export async function checkFolder(target: Target, context: FolderContext): Promise<FolderResult | undefined> {
  const { options, host, engine, complain } = context;
  const configured = await settingsOf(target, context);
  const { onlyRules: kept } = context;
  const rules = { ...configured.rules, ...(kept && offBut(kept, engine.rules)) };
  const settings = { ...configured, rules };
  const pgMajor = await targetMajor(options.pgVersion ?? settings.pgVersion, host.env["PATH"] ?? "");
  const workspace = engine.createWorkspace(target.root, {
    settings,
    pgMajor,
    learnsMacros: options.learnMacros !== false,
  });
  const isOfInterest = target.only === undefined || [...target.only].some((path) => workspace.wants(path));
  const texts = isOfInterest ? await readInto(workspace, settings, context) : new Map<string, string>();
  const listing = listingOf(target, texts, { ...context, since: options.since });
  let fixed: number | undefined;
  await analysed(workspace, host);
  if (options.fix === true) fixed = await fixIn(workspace, texts, listing, context);
  const analysis = host.block(() => workspace.analyze());
  const listed = await listing(analysis);
  if (!listed.ok) {
    await complain(`dynpgext: ${listed.problem.message}`);
    return undefined;
  }
  const { internalErrors } = analysis;
  const statistics = options.format === "json" ? await measured(workspace, host) : undefined;
  return { findings: listed.value, texts, statistics, internalErrors, fixed };
}

/** Characters of functions between two releases: what they call is parsed as well, and models are larger than trees. */
const analysedPerRelease = 1024 * 1024;

/** Analyses everything in parts, and gives back in between the memory that the syntax trees take. */
async function analysed(workspace: Workspace, host: Host): Promise<void> {
  while (host.block(() => workspace.analyzeSome(analysedPerRelease))) await releaseTrees();
}

async function measured(workspace: Workspace, host: Host): Promise<Statistics> {
  while (host.block(() => workspace.parseSome(parsedBytesPerRelease))) await releaseTrees();
  return host.block(() => workspace.statistics());
}

/** The project's settings as far as they are right; what is wrong is said with its place. */
async function settingsOf(target: Target, { engine, host, complain }: FolderContext): Promise<Settings> {
  const file = await readSettingsFile(target.root, new Set(engine.rules.map(({ id }) => id)));
  if (file === undefined) return defaultSettings;
  const lines = new LineMap(file.text);
  for (const { span, message } of file.problems) {
    const { line, column } = lines.position(span.start);
    await complain(`${displayPath(file.path, host.cwd)}:${line + 1}:${column + 1}: ${message}`);
  }
  const settings = parseSettings(file.values);
  return settings.ok ? settings.value : defaultSettings;
}

async function readInto(
  workspace: Workspace,
  settings: Settings,
  { host, progress, complain }: FolderContext,
): Promise<Map<string, string>> {
  const { texts, problems } = await loadWorkspace(workspace, {
    exclude: settings.exclude,
    onProgress: (done, total) => progress.show(done, total),
  });
  for (const { path, message } of problems)
    await complain(`dynpgext: ${displayPath(path, host.cwd)}: ${message}`);
  return texts;
}

/** Returns how many fixes were applied. */
async function fixIn(
  workspace: Workspace,
  texts: Map<string, string>,
  listing: Listing,
  { host, complain }: FolderContext,
): Promise<number> {
  const { fixed, problems } = await fixFiles({
    async findings() {
      const listed = await listing(host.block(() => workspace.analyze()));
      // Without knowing what to list nothing is fixed; the listing after this one says why.
      return listed.ok ? listed.value : [];
    },
    textOf: (path) => texts.get(path),
    update(path, text) {
      texts.set(path, text);
      workspace.setFile(path, text);
    },
  });
  for (const { path, message } of problems)
    await complain(`dynpgext: ${displayPath(path, host.cwd)}: ${message}`);
  return fixed;
}
