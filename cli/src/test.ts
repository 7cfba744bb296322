import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { lcovText } from "../../devpg/src/interpret/tests/coverageSummary";
import {
  isGood,
  type TestReport,
  type TestRequest,
  type TestResult,
} from "../../devpg/src/plan/tests/testRun";
import { withDevPostgres, type DevCall, type DevSession } from "./dev/devSession";
import { exitCodes, write, type ExitCode } from "./host";
import { acceptResults } from "./test/acceptResults";
import { chooseIds, type Choice } from "./test/chooseIds";
import { coverageText } from "./test/coverageText";
import { listText } from "./test/listText";
import { reportText, type TestFormat } from "./test/reportText";
import { resultText } from "./test/resultText";
import { watchFolder } from "./test/watchFolder";

/** What `dynpgext test` is called with besides the options of all commands. */
export interface TestOptions {
  readonly format: TestFormat;
  readonly instance?: TestRequest["instance"];
  readonly list?: true;
  readonly failed?: true;
  readonly accept?: true;
  readonly watch?: true;
  readonly coverage?: true;
  /** Path of the file that lcov reads. */
  readonly lcov?: string;
}

/** Builds and loads the extension and runs its tests, or those that are named; what goes wrong is told by statement. */
export function test(call: DevCall, names: readonly string[], options: TestOptions): Promise<ExitCode> {
  return withDevPostgres(call, async (session) => {
    const chosen = await chooseIds(call, session, names, options);
    if ("code" in chosen) return chosen.code;
    if (options.list === true) {
      await session.print(listText(chosen, options.format));
      return exitCodes.clean;
    }
    let code = await runOnce(call, session, chosen, options);
    if (options.watch !== true) return code;
    const { signal } = session.run;
    for await (const changed of watchFolder(session.folder, signal)) {
      session.tell(`\n${session.stderrText.paint("faint", `${changed} changed`)}\n`);
      const again = await chooseIds(call, session, names, { ...options, failed: undefined });
      if (!("code" in again)) code = await runOnce(call, session, again, options);
      if (!signal.aborted)
        session.tell(session.stderrText.paint("faint", "Waiting for changes; Ctrl+C ends\n"));
    }
    return code;
  });
}

async function runOnce(
  call: DevCall,
  session: DevSession,
  chosen: Choice,
  options: TestOptions,
): Promise<ExitCode> {
  const { tests } = call.parts;
  const { devPostgres, existing, run, progress, stdoutText } = session;
  const isText = options.format === "text";
  let told = Promise.resolve();
  const tell = (result: TestResult): void => {
    if (!isText || (call.options.quiet === true && isGood(result))) return;
    told = told.then(() => session.print(resultText(result, stdoutText)));
  };
  const hasCoverage = options.coverage === true || options.lcov !== undefined;
  const request: TestRequest = {
    ...(chosen.isAll ? {} : { tests: chosen.ids }),
    ...(options.instance === undefined ? {} : { instance: options.instance }),
    coverage: hasCoverage,
  };
  const listener = { started: () => undefined, ended: tell };
  const outcome = await tests.run({ options: devPostgres.options, existing, request, listener }, run);
  await told;
  if (!outcome.ok) return session.explain(outcome.problem);
  progress.end("done");
  const { value } = outcome;
  if (!isText || call.options.quiet !== true)
    await session.print(reportText(value, options.format, stdoutText));
  if (hasCoverage) {
    const code = await tellCoverage(call, session, value, options);
    if (code !== undefined) return code;
  }
  if (options.accept === true) return acceptResults(call, session, value);
  return value.results.every(isGood) ? exitCodes.clean : exitCodes.findings;
}

async function tellCoverage(
  { host }: DevCall,
  { print, stdoutText }: DevSession,
  { coverage = [] }: TestReport,
  { format, lcov }: TestOptions,
): Promise<ExitCode | undefined> {
  if (format === "text") await print(coverageText(coverage, stdoutText));
  if (lcov === undefined) return undefined;
  try {
    await writeFile(resolve(host.cwd, lcov), lcovText(coverage));
    return undefined;
  } catch (error) {
    await write(
      host.stderr,
      `dynpgext: ${lcov}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return exitCodes.failed;
  }
}
