import { dirname } from "node:path/posix";
import { buildEnvironment, profileFlags, type BuildChoices } from "./buildChoices";
import type { CommandPlan } from "./commandPlan";

/** What there is to run for a project that is built out of its tree. */
export interface OutOfTreeBuild {
  /** Where the build tool works; it may be removed at any time. */
  readonly folder: string;
  readonly configure: CommandPlan;
  readonly build: CommandPlan;
  readonly install: CommandPlan;
  /** Lists the files that `install` writes: JSON of Meson, or nothing. */
  readonly listInstalled?: CommandPlan;
}

/** `prefix` takes what the project does not place with the help of `pg_config`. */
export function planMesonBuild(
  choices: BuildChoices,
  { prefix }: { readonly prefix: string },
): OutOfTreeBuild {
  const { project, profile, jobs, buildFolder } = choices;
  const source = dirname(project.buildFile);
  const plan = (...argv: [string, ...string[]]): CommandPlan => ({
    argv,
    cwd: source,
    env: buildEnvironment(choices),
  });
  const type = profile === "release" ? "debugoptimized" : "debug";
  const flags = profileFlags[profile].filter(
    (flag) => flag !== "-fsanitize=address" && flag !== "--coverage",
  );
  const options = [
    `--prefix=${prefix}`,
    `--buildtype=${type}`,
    ...(profile === "asan" ? ["-Db_sanitize=address", "-Db_lundef=false"] : []),
    ...(profile === "coverage" ? ["-Db_coverage=true"] : []),
    ...(flags.length === 0 ? [] : [`-Dc_args=[${flags.map((flag) => `'${flag}'`).join(",")}]`]),
  ];
  return {
    folder: buildFolder,
    configure: plan("meson", "setup", ...options, buildFolder, source),
    build: plan("ninja", "-C", buildFolder, `-j${jobs}`),
    install: plan("meson", "install", "-C", buildFolder, "--no-rebuild"),
    listInstalled: plan("meson", "introspect", "--installed", buildFolder),
  };
}
