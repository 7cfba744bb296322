import { basename, dirname } from "node:path/posix";
import { buildEnvironment, profileFlags, type BuildChoices } from "./buildChoices";
import type { CommandPlan } from "./commandPlan";

/** What there is to run for a project that PGXS builds, in its own folder as its authors do. */
export interface PgxsBuild {
  /** Ends with 0 when nothing is to be done. */
  readonly check: CommandPlan;
  readonly clean: CommandPlan;
  readonly build: CommandPlan;
  /** Prints what a build of everything would run. */
  readonly dryRun: CommandPlan;
  readonly install: CommandPlan;
  /** Prints what `install` would run. */
  readonly dryInstall: CommandPlan;
}

export function planPgxsBuild(choices: BuildChoices): PgxsBuild {
  const { project, installation, profile, jobs, syncsOutput } = choices;
  const file = basename(project.buildFile);
  const flags = profileFlags[profile].join(" ");
  const shared = installation.variables["CFLAGS_SL"];
  const variables = [
    `PG_CONFIG=${installation.pgConfig}`,
    // Bitcode for the server's JIT would need the very clang that the server was built with.
    "with_llvm=no",
    ...(project.wantsUsePgxs ? ["USE_PGXS=1"] : []),
    // COPT is appended to CFLAGS and LDFLAGS, CFLAGS_SL behind everything else when a library is made.
    // Source: src/Makefile.global.in and src/Makefile.shlib, REL_15_STABLE.
    ...(flags === ""
      ? []
      : [`COPT=${flags}`, ...(shared === undefined ? [] : [`CFLAGS_SL=${shared} ${flags}`])]),
  ];
  const make = (...args: string[]): CommandPlan => ({
    argv: ["make", ...(file === "Makefile" ? [] : ["-f", file]), ...args, ...variables],
    cwd: dirname(project.buildFile),
    env: buildEnvironment(choices),
  });
  return {
    check: make("-q"),
    clean: make("clean"),
    // All mistakes of all sources are shown, not the first one alone.
    build: make("-k", `-j${jobs}`, ...(syncsOutput ? ["--output-sync=line"] : [])),
    dryRun: make("-n", "-B"),
    install: make("install"),
    dryInstall: make("-n", "install"),
  };
}
