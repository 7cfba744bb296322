import type { Project } from "../project/project";
import type { Installation } from "./installation";

/** What decides how a project is built. */
export interface BuildChoices {
  readonly project: Project;
  /** Our private copy of the installation. */
  readonly installation: Installation;
  readonly profile: "debug" | "release" | "asan" | "coverage";
  /** How many compilers may run at once. */
  readonly jobs: number;
  /** GNU make 4 and later can keep the lines of parallel commands apart. */
  readonly syncsOutput: boolean;
  /** Folder of the bundled `dynpgext.h`, when the project wants it. */
  readonly headerFolder?: string;
  /** For builds out of the tree. Absolute. */
  readonly buildFolder: string;
  /** PATH and CPATH of the user. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Flags that win over those of the installation and of the project: what stands last counts. */
export const profileFlags: Readonly<Record<BuildChoices["profile"], readonly string[]>> = {
  // Debian asks for fortified functions, which exist only in optimised code; `-Wp` comes behind every other `-D`.
  debug: ["-O0", "-g3", "-fno-omit-frame-pointer", "-Wp,-U_FORTIFY_SOURCE"],
  release: [],
  // Counts are written by whoever ends last when several do at once: updates are atomic.
  coverage: ["-O0", "-g", "-Wp,-U_FORTIFY_SOURCE", "--coverage", "-fprofile-update=atomic"],
  asan: ["-O1", "-g3", "-fno-omit-frame-pointer", "-Wp,-U_FORTIFY_SOURCE", "-fsanitize=address"],
};

/**
 * The environment of a build: programs of the private installation come first, the bundled header is found last, and
 * nothing of a make that we may run under, or of the width of a terminal, gets in.
 */
export function buildEnvironment(choices: BuildChoices): Record<string, string | undefined> {
  const { env, installation, headerFolder } = choices;
  const path = [installation.bindir, env["PATH"] ?? ""].filter((part) => part !== "").join(":");
  const include = [env["CPATH"], headerFolder].filter((part) => part !== undefined && part !== "").join(":");
  return {
    PATH: path,
    PG_CONFIG: installation.pgConfig,
    ...(include === "" ? {} : { CPATH: include }),
    ...{ MAKEFLAGS: undefined, MAKELEVEL: undefined, MFLAGS: undefined, COLUMNS: undefined },
    ...{ GCC_COLORS: undefined, CLICOLOR_FORCE: undefined },
  };
}
