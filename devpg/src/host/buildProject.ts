import { availableParallelism } from "node:os";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CompileEntry } from "../interpret/makeOutput";
import type { SourceDiagnostic } from "../interpret/sourceDiagnostic";
import type { BuildChoices } from "../plan/buildChoices";
import type { Project } from "../project/project";
import { buildInTree } from "./buildInTree";
import { buildOutOfTree } from "./buildOutOfTree";
import type { BuildReport, DevResult, Run } from "./devPostgres";
import { problem } from "./problem";
import type { ProjectContext } from "./projectContext";
import { readProject } from "./readProject";
import { writeCompileCommands } from "./writeCompileCommands";

/** What a build tool has done. */
export interface BuildOutcome {
  readonly upToDate: boolean;
  readonly diagnostics: readonly SourceDiagnostic[];
  /** Absolute. */
  readonly libraries: readonly string[];
  readonly compilations: Compilations;
}

/** Entries read from the output of make, or the file that the build tool wrote. */
export type Compilations =
  | { readonly kind: "entries"; readonly entries: readonly CompileEntry[] }
  | { readonly kind: "file"; readonly path: string };

/** What a build is made with and for. */
export interface BuildJob {
  readonly context: ProjectContext;
  readonly project: Project;
  readonly choices: BuildChoices;
  readonly run: Run;
}

/** A build of anything that people work on ends within this time. */
export const buildTimeoutMs = 60 * 60 * 1000;

/**
 * Builds the project of the folder with the private installation. Fails as `readProject` does, and with
 * `server-headers-missing`, `build-failed` (with diagnostics), `program-missing`, `timeout`, `cancelled`.
 */
export async function buildProject(context: ProjectContext, run: Run): Promise<DevResult<BuildReport>> {
  const startedAt = performance.now();
  const { installation, options } = context;
  const project = await readProject(options.folder, { pgMajor: installation.major });
  if (!project.ok) return project;
  const job: BuildJob = {
    context,
    project: project.value,
    choices: buildChoices(context, project.value),
    run,
  };
  run.watcher.step(`Building ${nameOf(project.value)}`);
  const missing = missingHeaders(job);
  if (missing !== undefined) return missing;
  const outcome = project.value.system === "pgxs" ? await buildInTree(job) : await buildOutOfTree(job);
  if (!outcome.ok) return outcome;
  const { upToDate, diagnostics, libraries, compilations } = outcome.value;
  const compileCommands = writeCompileCommands(job, compilations);
  return {
    ok: true,
    value: {
      ...{ project: project.value, upToDate, diagnostics, libraries },
      ...(compileCommands === undefined ? {} : { compileCommands }),
      durationMs: performance.now() - startedAt,
    },
  };
}

/** The first extension, else the first library, else the folder. */
export function nameOf(project: Project): string {
  const folder = project.folder.slice(project.folder.lastIndexOf("/") + 1);
  return project.extensions[0]?.name ?? project.libraries[0]?.split("/").at(-1) ?? folder;
}

export function buildChoices(
  { options, installation, layout }: ProjectContext,
  project: Project,
): BuildChoices {
  return {
    ...{ project, installation, profile: options.profile, env: options.env },
    jobs: Math.max(1, availableParallelism()),
    syncsOutput: process.platform === "linux",
    ...(project.wantsDynpgextHeader ? { headerFolder: join(options.loaderSource, "include") } : {}),
    buildFolder: join(layout.build, project.system),
  };
}

function missingHeaders({
  context: { installation },
  project,
}: BuildJob): DevResult<BuildReport> | undefined {
  const needed =
    project.system === "pgxs" ? installation.pgxs : join(installation.includedirServer, "postgres.h");
  if (existsSync(needed)) return undefined;
  const { major } = installation;
  return problem(
    "server-headers-missing",
    `PostgreSQL ${major} is installed without what extensions are built with: there is no ${needed}`,
    {
      action: `Install it (Debian and Ubuntu: \`sudo apt install postgresql-server-dev-${major}\`; Fedora and RHEL: \`sudo dnf install postgresql${major}-devel\`)`,
    },
  );
}
