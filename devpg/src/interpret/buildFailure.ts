import { developmentPackages } from "./developmentPackages";
import type { DevFailure } from "./devFailure";
import type { SourceDiagnostic } from "./sourceDiagnostic";
import type { Advice } from "./serverMessage";

/** What is known when a build tool has failed. */
export interface FailedBuild {
  /** `make`, `ninja`, … */
  readonly program: string;
  /** 2, or null when a signal ended it. */
  readonly exitCode: number | null;
  readonly diagnostics: readonly SourceDiagnostic[];
  /** The last lines of its output. */
  readonly output: readonly string[];
  /** For paths in messages. */
  readonly folder: string;
  readonly major: number;
}

/** The problem `build-failed`: how many errors, the first of them, and what to do when that is plain. */
export function buildFailure(failed: FailedBuild): DevFailure {
  const { program, exitCode, diagnostics, output, folder } = failed;
  const errors = diagnostics.filter((each) => each.severity === "error");
  const [first] = errors;
  const how = exitCode === null ? "was ended by a signal" : `ended with exit code ${exitCode}`;
  const advice =
    adviceOnLibraries(errors) ??
    errors.map((each) => adviceOn(each, failed.major)).find((each) => each !== undefined);
  const what =
    first === undefined
      ? `${how}: ${output.at(-1)?.trim() ?? "it printed nothing"}`
      : `found ${errors.length === 1 ? "an error" : `${errors.length} errors`}${errors.length === 1 ? "" : ", the first"} at ${shownPlace(first, folder)}: ${first.message}`;
  return {
    code: "build-failed",
    message: `The build failed: \`${program}\` ${what}`,
    action:
      advice?.action ?? (first === undefined ? "Read the output of the build" : "Correct it and build again"),
    ...(advice === undefined ? {} : { advice }),
    diagnostics,
    output,
  };
}

/** 1-based, as compilers count. */
function shownPlace({ path, start }: SourceDiagnostic, folder: string): string {
  const shown = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  return `${shown}:${start.line + 1}`;
}

function adviceOn({ message }: SourceDiagnostic, major: number): Advice | undefined {
  const header = /^'?([^':]+\.(?:h|hpp))'?(?::| file not found)/.exec(message)?.[1];
  if (header !== undefined) return adviceOnHeader(header, major);
  const symbol = /^`(\w+)` is used but not defined/.exec(message)?.[1];
  if (symbol !== undefined)
    return {
      explanation: `No object of the library and no library it is linked with defines \`${symbol}\`.`,
      action: `Add the source that defines \`${symbol}\` to OBJS, or its library to SHLIB_LINK`,
    };
  const program = /^the program `(.+)` is not installed/.exec(message)?.[1];
  if (program !== undefined)
    return { explanation: `The build runs \`${program}\`.`, action: `Install ${program} and build again` };
  return undefined;
}

function adviceOnHeader(header: string, major: number): Advice {
  const name = header.slice(header.lastIndexOf("/") + 1);
  if (name === "omni_v0.h" || header.startsWith("omni/"))
    return {
      explanation: "This header belongs to Omnigres and does not come with PostgreSQL.",
      action: "Add the folder of omni_v0.h to PG_CPPFLAGS: `PG_CPPFLAGS += -I<folder>`",
    };
  if (/^(?:postgres|fmgr|c|pg_config|postgres_ext)\.h$/.test(name))
    return {
      explanation: "The headers of the PostgreSQL server were not found.",
      action: `Install them (Debian and Ubuntu: \`sudo apt install postgresql-server-dev-${major}\`; Fedora: postgresql${major}-devel)`,
    };
  const packages = developmentPackages.find(({ headers }) => headers.test(header));
  if (packages !== undefined)
    return {
      explanation: `${header} is included by a header of PostgreSQL ${major}, and belongs to a library that PostgreSQL was built with.`,
      action: `Install its development files${installing([packages])}`,
    };
  return {
    explanation: `No folder that the compiler searches has ${header}. A header of PostgreSQL ${major} may be named otherwise in another major.`,
    action: `Add the folder that has ${name} to PG_CPPFLAGS (\`-I<folder>\`), or install the package it comes with`,
  };
}

/** All of them at once: the linker names each. */
function adviceOnLibraries(errors: readonly SourceDiagnostic[]): Advice | undefined {
  const found = errors.flatMap(({ message }) => /^the linker cannot find -l(\S+)/.exec(message)?.[1] ?? []);
  const names = [...new Set(found)];
  if (names.length === 0) return undefined;
  const packages = names.map(
    (name) =>
      developmentPackages.find(({ libraries }) => libraries.includes(name)) ?? {
        debian: `lib${name}-dev`,
        fedora: `${name}-devel`,
      },
  );
  const shown = names.map((name) => `lib${name}`).join(", ");
  return {
    explanation: `The development files of ${shown} are not installed, or lie in a folder the linker does not know.`,
    action: `Install them${installing(packages)}, or add \`-L<folder>\` to SHLIB_LINK`,
  };
}

function installing(packages: readonly { readonly debian: string; readonly fedora: string }[]): string {
  const debian = [...new Set(packages.map((each) => each.debian))].join(" ");
  const fedora = [...new Set(packages.map((each) => each.fedora))].join(" ");
  return ` (Debian and Ubuntu: \`sudo apt install ${debian}\`; Fedora and RHEL: \`sudo dnf install ${fedora}\`)`;
}
