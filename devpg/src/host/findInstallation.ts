import { readdir, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { oldestMajor } from "../../../server/src/pg/versions";
import { readPgConfig } from "../interpret/pgConfig";
import type { Installation } from "../plan/installation";
import type { DevPostgresOptions, DevResult } from "./devPostgres";
import { problem } from "./problem";
import { runProcess } from "./runProcess";
import { isProgram } from "./isProgram";

type Environment = DevPostgresOptions["env"];

const howToInstall =
  "Install PostgreSQL with its server headers (Debian: `apt install postgresql-server-dev-all postgresql`, " +
  "Fedora: `dnf install postgresql-server-devel`, macOS: `brew install postgresql@17`), " +
  "or set `dynpgext.devpg.pgConfig` / `--pg-config` to its pg_config";

/**
 * The PostgreSQL to work with: the `pg_config` of the options, else the first that is found with a server and headers
 * and has the version asked for, else the first with that version.
 */
export async function findInstallation(
  options: Pick<DevPostgresOptions, "pgConfig" | "pgVersion" | "env">,
): Promise<DevResult<Installation>> {
  if (options.pgConfig !== undefined) {
    const asked = await askPgConfig(await programIn(options.pgConfig), options.env);
    return asked.ok ? oldEnough(asked.value) : asked;
  }
  let incomplete: Installation | undefined;
  let failure: DevResult<Installation> | undefined;
  const others = new Set<number>();
  for await (const found of installationsFound(options.env)) {
    if (!found.ok) {
      failure ??= found;
      continue;
    }
    const installation = found.value;
    if (options.pgVersion !== undefined && installation.major !== options.pgVersion) {
      others.add(installation.major);
      continue;
    }
    if (installation.major >= oldestMajor && (await isComplete(installation))) return found;
    incomplete ??= installation;
  }
  if (incomplete !== undefined) return oldEnough(incomplete);
  if (others.size > 0) return versionMissing(options.pgVersion!, [...others]);
  return (
    failure ??
    problem(
      "pg-config-missing",
      "No PostgreSQL was found: there is no pg_config on PATH or in the usual places",
      { action: howToInstall },
    )
  );
}

/** Every installation found, the preferred one first; those whose `pg_config` fails are left out. */
export async function findInstallations(env: Environment): Promise<readonly Installation[]> {
  const all: Installation[] = [];
  for await (const found of installationsFound(env)) if (found.ok) all.push(found.value);
  return all;
}

/** It has a server program and the headers to build extensions for it. */
export async function isComplete(installation: Installation): Promise<boolean> {
  return (await hasServer(installation)) && (await hasServerHeaders(installation));
}

export function hasServer(installation: Installation): Promise<boolean> {
  return isProgram(join(installation.bindir, "postgres"));
}

export async function hasServerHeaders(installation: Installation): Promise<boolean> {
  const file = await stat(join(installation.includedirServer, "postgres.h")).catch(() => undefined);
  return file?.isFile() === true && (await stat(installation.pgxs).catch(() => undefined)) !== undefined;
}

/** Runs a `pg_config`. Fails with `pg-config-missing` or `pg-config-failed`. */
export async function askPgConfig(pgConfig: string, env: Environment): Promise<DevResult<Installation>> {
  const outcome = await runProcess({ argv: [pgConfig], cwd: "/", env: {} }, { timeoutMs: 20_000, env });
  if (!outcome.ok) {
    if (outcome.problem.code !== "program-missing")
      return { ok: false, problem: { ...outcome.problem, code: "pg-config-failed" } };
    return problem("pg-config-missing", `There is no pg_config at ${pgConfig}`, { action: howToInstall });
  }
  const installation = readPgConfig(pgConfig, outcome.value.stdout);
  if (outcome.value.exitCode === 0 && installation !== undefined) return { ok: true, value: installation };
  const said = outcome.value.output.trim().split("\n")[0] ?? "";
  return problem(
    "pg-config-failed",
    `${pgConfig} did not describe a PostgreSQL installation${said === "" ? "" : `: ${said}`}`,
    {
      action: "Run it in a terminal; on Debian it needs the package postgresql-server-dev-<version>",
    },
  );
}

/** Each installation once, by the folder of its programs. */
async function* installationsFound(env: Environment): AsyncGenerator<DevResult<Installation>> {
  const seen = new Set<string>();
  for await (const candidate of candidates(env)) {
    const asked = await askPgConfig(candidate, env);
    const identity = asked.ok ? asked.value.bindir : candidate;
    if (seen.has(identity)) continue;
    seen.add(identity);
    yield asked;
  }
}

async function* candidates(env: Environment): AsyncGenerator<string> {
  const named = env["PG_CONFIG"];
  if (named !== undefined && named.startsWith("/") && (await isProgram(named))) yield named;
  for (const folder of (env["PATH"] ?? "").split(delimiter)) {
    const program = join(folder, "pg_config");
    if (folder.startsWith("/") && (await isProgram(program))) yield program;
  }
  for (const place of usualPlaces) {
    const majors = (await readdir(place.folder).catch(() => []))
      .map((name) => ({ name, major: place.major(name) }))
      .filter((entry): entry is { name: string; major: number } => entry.major !== undefined)
      .sort((a, b) => b.major - a.major);
    for (const { name } of majors) {
      const program = join(place.folder, name, place.programs, "pg_config");
      if (await isProgram(program)) yield program;
    }
  }
  for (const program of ["/usr/local/pgsql/bin/pg_config", "/usr/local/bin/pg_config", "/usr/bin/pg_config"])
    if (await isProgram(program)) yield program;
}

/** Where packages put versions side by side: Debian and Ubuntu, the RPMs of postgresql.org, Homebrew, Postgres.app. */
const usualPlaces = [
  { folder: "/usr/lib/postgresql", major: numbered(/^(\d+)$/), programs: "bin" },
  { folder: "/usr", major: numbered(/^pgsql-(\d+)$/), programs: "bin" },
  { folder: "/opt/homebrew/opt", major: numbered(/^postgresql@(\d+)$/), programs: "bin" },
  { folder: "/usr/local/opt", major: numbered(/^postgresql@(\d+)$/), programs: "bin" },
  { folder: "/home/linuxbrew/.linuxbrew/opt", major: numbered(/^postgresql@(\d+)$/), programs: "bin" },
  { folder: "/Applications/Postgres.app/Contents/Versions", major: numbered(/^(\d+)$/), programs: "bin" },
];

function numbered(pattern: RegExp): (name: string) => number | undefined {
  return (name) => {
    const match = pattern.exec(name);
    return match === null ? undefined : Number(match[1]);
  };
}

/** The option may name the folder of the programs, or the folder above it. */
async function programIn(path: string): Promise<string> {
  for (const below of [join(path, "pg_config"), join(path, "bin", "pg_config")])
    if (await isProgram(below)) return below;
  return path;
}

function oldEnough(installation: Installation): DevResult<Installation> {
  if (installation.major >= oldestMajor) return { ok: true, value: installation };
  return problem(
    "pg-too-old",
    `${installation.pgConfig} belongs to ${installation.version}; PostgreSQL ${oldestMajor} is the oldest that is supported`,
    { action: "Install a newer PostgreSQL, or choose another pg_config" },
  );
}

function versionMissing(wanted: number, found: readonly number[]): DevResult<Installation> {
  const list = [...found].sort((a, b) => b - a).join(", ");
  return problem("pg-version-missing", `PostgreSQL ${wanted} was not found; there is ${list}`, {
    action: `Install PostgreSQL ${wanted} with its server headers, or ask for one of: ${list}`,
  });
}
