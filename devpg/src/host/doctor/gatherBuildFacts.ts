import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { BuildFacts } from "../../interpret/doctorFacts";
import type { Installation } from "../../plan/installation";
import { hasServerHeaders } from "../findInstallation";
import { findLoaderBuild } from "../findLoaderBuild";
import type { DevPostgresOptions } from "../devPostgres";
import { readProject } from "../readProject";
import { runProcess } from "../runProcess";
import { findWorkplace } from "../workplace";
import { askProgram } from "./askProgram";

export async function gatherBuildFacts(
  options: DevPostgresOptions,
  installation: Installation | undefined,
): Promise<BuildFacts> {
  const { env, folder } = options;
  const project = await readProject(folder);
  const projectSystem = project.ok ? project.value.system : undefined;
  const compilerName = env["CC"] ?? installation?.cc ?? "cc";
  const isMeson = projectSystem === "meson";
  const [compiler, make, meson, ninja, cmake, loader] = await Promise.all([
    // Of `ccache gcc` or `gcc -m64` the program counts.
    askProgram([lastProgram(compilerName)], env),
    askProgram([env["MAKE"] ?? "make", "gmake"], env),
    isMeson ? askProgram(["meson"], env) : undefined,
    isMeson ? askProgram(["ninja", "ninja-build"], env) : undefined,
    projectSystem === "cmake" ? askProgram(["cmake"], env) : undefined,
    loaderState(options, installation),
  ]);
  const trial =
    compiler.path === undefined || installation === undefined || !(await hasServerHeaders(installation))
      ? undefined
      : await tryToCompile(compiler.path, installation, env);
  return { projectSystem, compiler, make, meson, ninja, cmake, trial, loader };
}

async function loaderState(
  options: DevPostgresOptions,
  installation: Installation | undefined,
): Promise<BuildFacts["loader"]> {
  const { loaderSource } = options;
  const workplace = installation === undefined ? undefined : await findWorkplace(options, installation);
  if (installation === undefined || workplace?.ok !== true) {
    return (await stat(join(loaderSource, "Makefile")).catch(() => undefined)) === undefined
      ? "missing"
      : "sources";
  }
  const build = await findLoaderBuild(loaderSource, workplace.value.layout.loader, installation);
  return build === undefined ? "missing" : build.isBuilt ? "built" : "sources";
}

function lastProgram(command: string): string {
  const words = command.split(/\s+/).filter((word) => word !== "" && !word.startsWith("-"));
  return words.at(-1) ?? "cc";
}

/** The shortest file that needs the compiler, the C library's headers and the server's. */
const trialSource = '#include "postgres.h"\n#include "fmgr.h"\nPG_MODULE_MAGIC;\n';

async function tryToCompile(
  compiler: string,
  { includedirServer, variables }: Installation,
  env: DevPostgresOptions["env"],
): Promise<BuildFacts["trial"]> {
  const flags = (variables["CPPFLAGS"] ?? "").split(/\s+/).filter((flag) => /^-[ID]/.test(flag));
  const argv: [string, ...string[]] = [
    compiler,
    "-fsyntax-only",
    "-x",
    "c",
    `-I${includedirServer}`,
    ...flags,
    "-",
  ];
  const outcome = await runProcess(
    { argv, cwd: "/", env: {} },
    { timeoutMs: 30_000, env, input: trialSource },
  );
  if (!outcome.ok) return { compiles: false, said: outcome.problem.message };
  if (outcome.value.exitCode === 0) return { compiles: true };
  const lines = outcome.value.output.split("\n");
  return { compiles: false, said: lines.find((line) => /error/.test(line)) ?? lines[0] ?? "" };
}
