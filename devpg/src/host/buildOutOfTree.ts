import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildFailure } from "../interpret/buildFailure";
import { compilerOutput } from "../interpret/compilerOutput";
import { workspaceDiagnostics } from "../interpret/workspaceDiagnostics";
import type { SourceDiagnostic } from "../interpret/sourceDiagnostic";
import type { CommandPlan } from "../plan/commandPlan";
import { planCMakeBuild } from "../plan/planCMakeBuild";
import { planMesonBuild, type OutOfTreeBuild } from "../plan/planMesonBuild";
import { buildTimeoutMs, type BuildJob, type BuildOutcome } from "./buildProject";
import { buildRecord, type BuildRecord } from "./buildRecord";
import type { DevResult } from "./devPostgres";
import { byPath, fileHash } from "./fileHash";
import { outputTail } from "./outputTail";
import { readTree } from "./readProject";
import { runProcess } from "./runProcess";
import { sourceTexts } from "./sourceTexts";

/** Builds with Meson or CMake in a folder of our own storage; the project's folder is only read. */
export async function buildOutOfTree(job: BuildJob): Promise<DevResult<BuildOutcome>> {
  const plan = outOfTreePlan(job);
  const stored = buildRecord(job.context.layout);
  const last = stored.read();
  const kind = kindOf(job);
  const isConfigured = ["CMakeCache.txt", "meson-private/coredata.dat"].some((file) =>
    existsSync(join(plan.folder, file)),
  );
  const isSame = last !== undefined && last.kind === kind && last.state !== "building" && isConfigured;
  const begun: BuildRecord = {
    ...{ state: "building", kind, headers: {}, libraries: {}, entries: [] },
    diagnostics: isSame ? last.diagnostics : [],
  };
  const before = byPath(isSame ? librariesIn(plan.folder) : [], fileHash);
  stored.write(begun);
  if (!isSame) rmSync(plan.folder, { recursive: true, force: true });
  mkdirSync(plan.folder, { recursive: true });
  const said: SourceDiagnostic[] = [];
  for (const command of isSame ? [plan.build] : [plan.configure, plan.build]) {
    // ninja works in the build folder; Meson and CMake name files from the source folder.
    const folder = command === plan.configure ? job.project.folder : plan.folder;
    const done = await runStep(job, command, folder, said);
    // A build that failed by itself may go on where it was; one that was not even configured may not.
    if (!done.ok) {
      if (done.problem.code === "build-failed") stored.write({ ...begun, state: "failed", diagnostics: [] });
      return done;
    }
  }
  const libraries = librariesIn(plan.folder);
  const hashes = byPath(libraries, fileHash);
  const upToDate = isSame && JSON.stringify(hashes) === JSON.stringify(before);
  const diagnostics = upToDate && said.length === 0 ? begun.diagnostics : said;
  stored.write({ ...begun, state: "built", libraries: hashes, diagnostics });
  const path = join(plan.folder, "compile_commands.json");
  return { ok: true, value: { upToDate, diagnostics, libraries, compilations: { kind: "file", path } } };
}

/** The commands for the project, which has to be one of these systems. */
export function outOfTreePlan({ choices, context, project }: BuildJob): OutOfTreeBuild {
  // Whatever is not placed with pg_config stays below the private copy.
  const prefix = join(context.layout.prefix, "usr", "local");
  return project.system === "meson"
    ? planMesonBuild(choices, { prefix })
    : planCMakeBuild(choices, { prefix });
}

async function runStep(
  job: BuildJob,
  command: CommandPlan,
  folder: string,
  said: SourceDiagnostic[],
): Promise<DevResult<void>> {
  const { project, run, context } = job;
  const { signal, watcher } = run;
  const done = await runProcess(command, {
    timeoutMs: buildTimeoutMs,
    signal,
    watcher,
    env: context.options.env,
  });
  if (!done.ok) return done;
  const { exitCode, output } = done.value;
  const facts = {
    folder,
    buildFile: project.buildFile,
    textOf: sourceTexts(),
  };
  said.push(...workspaceDiagnostics(compilerOutput(output, facts), project.folder));
  if (exitCode === 0) return { ok: true, value: undefined };
  const { major } = context.installation;
  const failed = {
    program: command.argv[0],
    exitCode,
    diagnostics: said,
    output: outputTail(output),
    folder: project.folder,
    major,
  };
  return { ok: false, problem: buildFailure(failed) };
}

function kindOf({ choices, project }: BuildJob): string {
  const { installation, profile, headerFolder } = choices;
  const parts = [
    project.folder,
    project.system,
    installation.version,
    installation.pgConfig,
    profile,
    headerFolder ?? "",
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

function librariesIn(folder: string): string[] {
  const paths = readTree(folder)?.paths ?? [];
  return paths
    .filter((path) => /\.(?:so|dylib)$/.test(path) && !path.includes("CMakeFiles/"))
    .map((path) => join(folder, path));
}
