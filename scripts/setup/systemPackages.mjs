import { existsSync } from "node:fs";
import { join } from "node:path";
import { findChromium, findExecutable } from "./findExecutable.mjs";
import { runCommand } from "./runCommand.mjs";
import { SetupProblem } from "./setupProblem.mjs";

/** What the parts of the project need from the operating system: when it is there, and the Debian package that has it. */
const NEEDS = {
  chromium: { isPresent: () => findChromium() !== undefined, packages: () => ["chromium"] },
  font: {
    isPresent: () => existsSync("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    packages: () => ["fonts-dejavu-core"],
  },
  ripgrep: { isPresent: () => findExecutable("rg") !== undefined, packages: () => ["ripgrep"] },
  compiler: {
    isPresent: () => ["gcc", "g++", "make", "python3"].every((name) => findExecutable(name) !== undefined),
    packages: () => ["gcc", "g++", "make", "python3"],
  },
  parserGenerators: {
    isPresent: () => ["bison", "flex", "perl"].every((name) => findExecutable(name) !== undefined),
    packages: () => ["bison", "flex", "perl"],
  },
  buildTools: {
    isPresent: () => ["meson", "ninja", "cmake"].every((name) => findExecutable(name) !== undefined),
    packages: () => ["meson", "ninja-build", "cmake"],
  },
  /** Debian's server headers include it, and do not depend on it. */
  gssapiHeaders: {
    isPresent: () => existsSync("/usr/include/gssapi/gssapi.h"),
    packages: () => ["libkrb5-dev"],
  },
  /** The tests of debugging use both; Debian puts the version behind the name. */
  debuggers: {
    isPresent: () => hasLldbDap() && findExecutable("gdb") !== undefined,
    packages: async () => [...(await lldbPackages()), "gdb"],
  },
  /** PostgreSQL's Perl modules for tests load it. */
  perlIpcRun: { isPresent: hasPerlIpcRun, packages: () => ["perl", "libipc-run-perl"] },
  postgresServer: { isPresent: hasPostgresServer, packages: postgresServerPackages },
  postgresHeaders: { isPresent: hasPostgresHeaders, packages: postgresHeaderPackages },
};

/** For the hosted editor in a browser of the user. */
export const NEEDS_OF_HOSTED_EDITOR = ["ripgrep"];
/** For the hosted editor in a headless browser. */
export const NEEDS_OF_HEADLESS_EDITOR = ["ripgrep", "chromium", "font"];
/** For everything that `npm test` runs. */
export const NEEDS_OF_TESTS = ["ripgrep", "chromium", "font", "compiler", "postgresHeaders"];

/** For building a PostgreSQL server, whose release archives hold no generated parsers from version 17 on. */
export const NEEDS_OF_SERVER_BUILD = ["compiler", "parserGenerators"];

/** For the tests that build extensions and load them into a server of their own. */
export const NEEDS_OF_POSTGRES_TESTS = [
  ...["compiler", "buildTools", "gssapiHeaders"],
  ...["postgresHeaders", "postgresServer", "debuggers", "perlIpcRun"],
];

/** For the tests in a real VS Code, of which one debugs. */
export const NEEDS_OF_E2E_TESTS = [...NEEDS_OF_HEADLESS_EDITOR, "debuggers"];

/**
 * Installs what is missing of `names` with apt: directly as root, else with a sudo that asks nothing. Where neither
 * works it fails with a `SetupProblem` that holds the one command to run.
 */
export async function ensureSystemPackages(names) {
  const missing = await absent(names);
  if (missing.length === 0) return;
  if (findExecutable("apt-get") === undefined) throw new SetupProblem(withoutApt(missing));
  const prefix = await rootPrefix();
  if (prefix === undefined) throw new SetupProblem(askUser(await packagesOf(missing)));

  process.stdout.write(`setup: missing from the system: ${missing.join(", ")}; asking apt\n`);
  await apt(prefix, ["update"]); // When this fails, the lists that are there may still do.
  const packages = await packagesOf(missing);
  process.stdout.write(`setup: apt-get install ${packages.join(" ")}\n`);
  const installed = await apt(prefix, ["install", "--yes", "--no-install-recommends", ...packages]);
  const stillMissing = await absent(missing);
  if (installed.code === 0 && stillMissing.length === 0) return;
  throw new SetupProblem(
    `${installed.output}\nsetup: apt-get could not provide: ${stillMissing.join(", ")}.\n${askUser(packages)}`,
  );
}

async function absent(names) {
  const present = await Promise.all(names.map((name) => NEEDS[name].isPresent()));
  return names.filter((_, position) => !present[position]);
}

async function packagesOf(names) {
  return (await Promise.all(names.map((name) => NEEDS[name].packages()))).flat();
}

/** The argv that makes a command run as root, empty when we are root, undefined when there is no way without a question. */
async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  if (findExecutable("sudo") === undefined) return undefined;
  const { code } = await runCommand(["sudo", "-n", "true"]);
  return code === 0 ? ["sudo", "-n"] : undefined;
}

/** Another apt may be at work (unattended upgrades, a parallel job): its lock is waited for. */
function apt(prefix, args) {
  const quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600"];
  return runCommand([...prefix, ...quiet, ...args]);
}

function askUser(packages) {
  return [
    "Some system packages are missing and this user may not install them. Please run:",
    `  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${packages.join(" ")}`,
  ].join("\n");
}

function withoutApt(missing) {
  return `Missing from this system: ${missing.join(", ")}. There is no apt-get here; install them with the system's own tool.`;
}

/** The one that the tests were written with, and those that its program may be called after. */
const lldbMajor = 19;
const lldbMajors = [22, 21, 20, lldbMajor, 18];

function hasLldbDap() {
  return findExecutable("lldb-dap", ...lldbMajors.map((major) => `lldb-dap-${major}`)) !== undefined;
}

async function hasPerlIpcRun() {
  if (findExecutable("perl") === undefined || findExecutable("prove") === undefined) return false;
  const { code } = await runCommand(["perl", "-MIPC::Run", "-e", "1"]);
  return code === 0;
}

/** Its Python runs our formatters. */
async function lldbPackages() {
  const { output } = await runCommand(["apt-cache", "search", "--names-only", "^lldb-[0-9]+$"]);
  const majors = [...output.matchAll(/^lldb-(\d+) /gm)].map((match) => Number(match[1]));
  const major = majors.includes(lldbMajor)
    ? lldbMajor
    : majors.length === 0
      ? undefined
      : Math.max(...majors);
  return major === undefined ? ["lldb"] : [`lldb-${major}`, `python3-lldb-${major}`];
}

async function hasPostgresHeaders() {
  const pgConfig = process.env.PG_CONFIG ?? findExecutable("pg_config");
  if (pgConfig === undefined) return false;
  const { code, output } = await runCommand([pgConfig, "--includedir-server"]);
  return code === 0 && existsSync(join(output.trim(), "postgres.h"));
}

async function hasPostgresServer() {
  const pgConfig = process.env.PG_CONFIG ?? findExecutable("pg_config");
  if (pgConfig === undefined) return false;
  const { code, output } = await runCommand([pgConfig, "--bindir"]);
  return code === 0 && existsSync(join(output.trim(), "postgres"));
}

/**
 * The server of the version whose headers are there or will be installed. `postgresql-<major>` makes and starts a
 * cluster of its own unless told otherwise; the tests do not touch it.
 */
async function postgresServerPackages() {
  const [headers] = await postgresHeaderPackages();
  const major = /-(\d+)$/.exec(headers)?.[1];
  return [major === undefined ? "postgresql" : `postgresql-${major}`];
}

/** The newest version that the distribution has; the meta package when it numbers none. */
async function postgresHeaderPackages() {
  const { output } = await runCommand([
    "apt-cache",
    "search",
    "--names-only",
    "^postgresql-server-dev-[0-9]+$",
  ]);
  const majors = [...output.matchAll(/^postgresql-server-dev-(\d+) /gm)].map((match) => Number(match[1]));
  return [majors.length === 0 ? "postgresql-server-dev-all" : `postgresql-server-dev-${Math.max(...majors)}`];
}
