#!/usr/bin/env node
/**
 * `npm run test:pg17`: the tests that use a real server, on another major version than the system's.
 *
 *   node scripts/otherMajor.mjs MAJOR [vitest filters]
 *
 * Builds that PostgreSQL from Debian's source package of a newer suite, once, into the cache of this user, with
 * assertions on: they also clobber freed memory (`USE_ASSERT_CHECKING` in src/include/pg_config_manual.h,
 * REL_17_STABLE), so that an extension that uses what it freed is seen to do so. Needs the network the first time.
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { cpus, homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { downloadTarball, prepareApt, versionsOf } from "./corpus/aptSource.mjs";
import { ensureNodeModules } from "./setup/nodeModules.mjs";
import { runCommand } from "./setup/runCommand.mjs";
import { SetupProblem } from "./setup/setupProblem.mjs";
import { ensureSystemPackages, NEEDS_OF_SERVER_BUILD, NEEDS_OF_TESTS } from "./setup/systemPackages.mjs";
import { withLock } from "./setup/withLock.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A server started by root runs as another user, who cannot look into root's home folder. */
const CACHE =
  process.getuid?.() === 0
    ? "/var/cache/dynpgext"
    : join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "dynpgext");

async function main() {
  const [major, ...filters] = process.argv.slice(2);
  if (!/^1[3-9]$/.test(major ?? "")) {
    process.stderr.write("otherMajor: which major version? For instance: node scripts/otherMajor.mjs 17\n");
    return 2;
  }
  try {
    await ensureNodeModules(ROOT);
    await ensureSystemPackages([...NEEDS_OF_TESTS, ...NEEDS_OF_SERVER_BUILD]);
    const home = join(CACHE, `postgresql-${major}`);
    await withLock(`${home}.lock`, () => ensureServer(major, home));
    await step([process.execPath, "scripts/build.mjs"], ROOT);
    const argv = ["node_modules/vitest/vitest.mjs", "run", "--project", "postgres", ...filters];
    const env = { ...process.env, DYNPGEXT_TEST_PG_CONFIG: join(home, "bin", "pg_config") };
    return (await runCommand([process.execPath, ...argv], { cwd: ROOT, env, echo: true })).code;
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

/** A folder under its own name is a whole installation: it is made beside and renamed at the end. */
async function ensureServer(major, home) {
  if (existsSync(join(home, "bin", "pg_config"))) return;
  const source = await fetchSource(major, `${home}.source`);
  const flags = [
    "--enable-debug",
    "--enable-cassert",
    "--without-icu",
    "--without-readline",
    "--without-zlib",
  ];
  await step(["./configure", "--quiet", `--prefix=${home}`, ...flags], source);
  const staging = `${home}.staging`;
  rmSync(staging, { recursive: true, force: true });
  for (const folder of [".", "contrib"]) {
    await step(["make", "--silent", `-j${cpus().length}`], join(source, folder));
    await step(["make", "--silent", "install", `DESTDIR=${staging}`], join(source, folder));
  }
  await step(["mv", join(staging, home), home], CACHE);
  for (const folder of [staging, source]) rmSync(folder, { recursive: true, force: true });
}

async function fetchSource(major, folder) {
  const name = `postgresql-${major}`;
  process.stdout.write(`setup: ${name} is not in the cache yet, fetching its source with apt\n`);
  const apts = await prepareApt();
  for (const apt of [apts.own, apts.later]) {
    for (const version of await versionsOf(apt, name)) {
      const tarball = await downloadTarball(apt, name, version);
      if (tarball === undefined) continue;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      await step(["tar", "-x", "--strip-components=1", "--no-same-owner", "-f", tarball, "-C", folder], ROOT);
      rmSync(tarball);
      process.stdout.write(`setup: building ${name} ${version} in ${folder}\n`);
      return folder;
    }
  }
  throw new SetupProblem(
    `No source package ${name} in the Debian suites of this machine, nor in newer ones.`,
  );
}

/** Runs one command; its last lines are the reason when it fails. */
async function step(argv, cwd) {
  const { code, output } = await runCommand(argv, { cwd });
  if (code === 0) return;
  const tail = output.trimEnd().split("\n").slice(-20).join("\n");
  throw new SetupProblem(`${tail}\nsetup: \`${argv.join(" ")}\` in ${cwd} ended with code ${code}.`);
}

process.exitCode = await main();
