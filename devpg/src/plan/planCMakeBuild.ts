import { dirname } from "node:path/posix";
import { buildEnvironment, profileFlags, type BuildChoices } from "./buildChoices";
import type { CommandPlan } from "./commandPlan";
import type { OutOfTreeBuild } from "./planMesonBuild";

/** `prefix` takes what the project does not place with the help of `pg_config`. */
export function planCMakeBuild(
  choices: BuildChoices,
  { prefix }: { readonly prefix: string },
): OutOfTreeBuild {
  const { project, installation, profile, jobs, buildFolder } = choices;
  const source = dirname(project.buildFile);
  const plan = (...argv: [string, ...string[]]): CommandPlan => ({
    argv,
    cwd: source,
    env: buildEnvironment(choices),
  });
  const flags = profileFlags[profile].join(" ");
  const variables = {
    CMAKE_BUILD_TYPE: profile === "release" ? "RelWithDebInfo" : "Debug",
    CMAKE_EXPORT_COMPILE_COMMANDS: "ON",
    CMAKE_INSTALL_PREFIX: prefix,
    // Names under which projects let one choose the installation.
    PG_CONFIG: installation.pgConfig,
    PostgreSQL_CONFIG: installation.pgConfig,
    PostgreSQL_ROOT: dirname(installation.bindir),
    ...(flags === "" ? {} : { CMAKE_C_FLAGS: flags, CMAKE_CXX_FLAGS: flags }),
  };
  const defines = Object.entries(variables).map(([name, value]) => `-D${name}=${value}`);
  return {
    folder: buildFolder,
    configure: plan("cmake", "-S", source, "-B", buildFolder, "--no-warn-unused-cli", ...defines),
    build: plan("cmake", "--build", buildFolder, "--parallel", String(jobs)),
    install: plan("cmake", "--install", buildFolder),
  };
}
