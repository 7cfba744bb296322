import { resolve } from "node:path";
import { severities, type Severity } from "../../server/src/base/finding";
import { readBaseline, recognise, writeBaseline, type Baseline } from "./check/baseline";
import { checkFolder, type FolderResult } from "./check/checkFolder";
import { makeReport } from "./check/makeReport";
import { onlyRules } from "./check/onlyRules";
import { progressOn } from "./check/progress";
import { resolveTargets } from "./check/targets";
import type { EngineParts } from "./engineParts";
import { formatReport, type Format } from "./formats/formatReport";
import { exitCodes, write, type ExitCode, type Host } from "./host";
import type { Report } from "./report";
import type { ColorChoice } from "./terminal/paint";

export interface CheckOptions {
  readonly format: Format;
  /** PostgreSQL major; wins over the settings. */
  readonly pgVersion?: number;
  /** Apply safe fixes before reporting. */
  readonly fix?: true;
  /** The least severe finding that makes the exit code 1. */
  readonly failOn: Severity;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  /** A git commit: only findings in lines that changed since are listed. */
  readonly since?: string;
  /** False in measurements of the front end: nothing is learned from the project's own macros. */
  readonly learnMacros?: boolean;
  /** Rules and packs: nothing else is checked. */
  readonly only?: readonly string[];
  readonly color: ColorChoice;
}

/** Checks folders and files, writes the report to stdout and what went wrong to stderr. */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  host: Host,
  engine: EngineParts,
): Promise<ExitCode> {
  let hasFailed = false;
  const complain = async (line: string): Promise<void> => {
    hasFailed = true;
    await write(host.stderr, `${line}\n`);
  };
  const only = options.only && onlyRules(options.only, engine.rules);
  if (only?.ok === false) {
    await complain(`dynpgext: ${only.problem.message}`);
    return exitCodes.failed;
  }
  const baseline = await baselineOf(options, host, complain);
  if (baseline === "unreadable") return exitCodes.failed;
  const { targets, problems } = await resolveTargets(paths.length === 0 ? ["."] : paths, host.cwd);
  for (const problem of problems) await complain(`dynpgext: ${problem}`);

  const progress = progressOn(host.stderr);
  const listedFiles = new Set<string>();
  const results: FolderResult[] = [];
  for (const target of targets) {
    const result = await checkFolder(target, {
      options,
      host,
      engine,
      onlyRules: only?.value,
      baseline,
      listedFiles,
      progress,
      complain,
    });
    progress.end();
    if (result === undefined) return exitCodes.failed;
    results.push(result);
  }
  const report = makeReport(await withoutAccepted(results, options, host, complain), host.cwd);
  for (const { rule, path, message } of report.internalErrors) {
    await complain(`dynpgext: internal error in ${rule}, ${path}: ${message}`);
  }
  if (targets.length > 0 || options.format !== "text") {
    await write(host.stdout, await formatReport(report, options, host, engine.rules));
  }
  if (hasFailed) return exitCodes.failed;
  return fails(report, options.failOn) ? exitCodes.findings : exitCodes.clean;
}

function fails({ findings }: Report, failOn: Severity): boolean {
  const least = severities.indexOf(failOn);
  return findings.some(({ severity }) => severities.indexOf(severity) <= least);
}

type Complain = (line: string) => Promise<void>;

/** The findings to leave out, if any. */
async function baselineOf(
  options: CheckOptions,
  host: Host,
  complain: Complain,
): Promise<Baseline | "unreadable" | undefined> {
  // What is written is everything there is, whatever an older baseline has.
  if (options.baseline === undefined || options.writeBaseline !== undefined) return undefined;
  const baseline = await readBaseline(resolve(host.cwd, options.baseline));
  if (baseline.ok) return baseline.value;
  await complain(`dynpgext: ${options.baseline}: ${baseline.problem.message}`);
  return "unreadable";
}

/** With `--write-baseline` every finding is accepted as soon as it is written down. */
async function withoutAccepted(
  results: readonly FolderResult[],
  { writeBaseline: file }: CheckOptions,
  host: Host,
  complain: Complain,
): Promise<readonly FolderResult[]> {
  if (file === undefined) return results;
  const path = resolve(host.cwd, file);
  const written = await writeBaseline(
    path,
    results.flatMap((result) => result.findings.map((finding) => recognise(finding, path, result.texts))),
  );
  if (!written.ok) {
    await complain(`dynpgext: ${file}: ${written.problem.message}`);
    return results;
  }
  return results.map((result) => ({ ...result, findings: [] }));
}
