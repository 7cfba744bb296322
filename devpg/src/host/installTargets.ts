import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { outsideOf, systemTargets } from "../plan/outsideTargets";
import { planPgxsBuild } from "../plan/planPgxsBuild";
import type { BuildJob } from "./buildProject";
import { outOfTreePlan } from "./buildOutOfTree";
import type { DevResult } from "./devPostgres";
import { problem } from "./problem";
import { readTree } from "./readProject";
import { runProcess } from "./runProcess";

const timeoutMs = 120_000;

/**
 * Makes sure, before anything is written, that an install stays within the private copy: a Makefile that names its own
 * `pg_config` would write into the system. Fails with `install-outside-prefix`, `cancelled`, `timeout`.
 */
export async function checkInstallTargets(job: BuildJob): Promise<DevResult<void>> {
  const outside = await targetsOutside(job);
  if (!outside.ok || outside.value.length === 0) return outside.ok ? { ok: true, value: undefined } : outside;
  const file = basename(job.project.buildFile);
  return problem(
    "install-outside-prefix",
    `\`${outside.value[0]!}\` is where the project wants to install to, and that is outside of the dev Postgres; nothing was installed`,
    {
      action: `Let ${file} ask the \`pg_config\` that it is given: PG_CONFIG of make, or the first one on PATH`,
      output: outside.value,
    },
  );
}

async function targetsOutside(job: BuildJob): Promise<DevResult<readonly string[]>> {
  const { context, run, project } = job;
  const { system, layout, options } = context;
  const quiet = { timeoutMs, signal: run.signal, env: options.env };
  if (project.system === "pgxs") {
    const dry = await runProcess(planPgxsBuild(job.choices).dryInstall, quiet);
    if (!dry.ok) return dry;
    const folders = [system.pkglibdir, system.sharedir, system.bindir, system.includedirServer];
    // Programs of the installation that an install runs are no targets.
    const written = dry.value.stdout.replace(/\S*\/(?:pgxs|config)\/\S*/g, "");
    return { ok: true, value: systemTargets(written, folders) };
  }
  const plan = outOfTreePlan(job);
  if (plan.listInstalled === undefined)
    return { ok: true, value: outsideOf(layout.prefix, cmakeTargets(plan.folder)) };
  const listed = await runProcess(plan.listInstalled, quiet);
  if (!listed.ok) return listed;
  return { ok: true, value: outsideOf(layout.prefix, mesonTargets(listed.value.stdout)) };
}

/** JSON of `meson introspect --installed`: from built files to installed ones. */
function mesonTargets(output: string): string[] {
  try {
    return Object.values(JSON.parse(output) as Record<string, string>);
  } catch {
    return []; // An older Meson without the list.
  }
}

/** The destinations in the scripts that CMake writes for `cmake --install`; relative ones are below the prefix. */
function cmakeTargets(folder: string): string[] {
  const scripts = (readTree(folder)?.paths ?? []).filter((path) => path.endsWith("cmake_install.cmake"));
  return scripts.flatMap((path) => {
    const text = readFileSync(join(folder, path), "utf8");
    return [...text.matchAll(/file\(INSTALL DESTINATION "([^"]+)"/g)].map((match) => match[1]!);
  });
}
