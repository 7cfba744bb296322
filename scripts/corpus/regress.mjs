#!/usr/bin/env node
/**
 * Runs the regression tests of real extensions with `dynpgext test` and with their own `make installcheck`, and
 * compares the verdicts test by test.
 *
 *   npm run corpus:regress                 those extensions of the cache that build with nothing but PostgreSQL's headers
 *   npm run corpus:regress -- prefix ip4r  these
 *   npm run corpus:regress -- --view       those of three extensions in the Testing view of a real VS Code as well
 *
 * Both run on the same server: the dev Postgres that `dynpgext test` has started, with a copy of the extension for
 * each. Expects a build in `dist/` and the extensions of `npm run corpus -- --fetch`. Exit code 1: verdicts differ, or
 * neither ran; 2: nothing to compare.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { cliBundle } from "./checkWorkspace.mjs";
import { extensionsHome } from "./places.mjs";

/** Extensions with tests of pg_regress, written in C, without other libraries. */
const buildable = [
  ...["extra-window-functions", "first-last-agg", "ip4r", "pg-dirtyread", "pg-rational", "pg-similarity"],
  ...["pgsql-asn1oid", "pgvector", "postgresql-numeral", "postgresql-semver", "postgresql-unit", "prefix"],
];
/** Those of them for the Testing view, where each takes a VS Code of its own: they have several tests. */
const inView = ["prefix", "pg-similarity", "postgresql-unit"];
const timeoutMs = 10 * 60 * 1000;
const launcher = fileURLToPath(new URL("../../test/e2e/run.mjs", import.meta.url));

function main() {
  const { values, positionals: wanted } = parseArgs({
    options: { view: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const usual = values.view ? inView : buildable;
  const names = (wanted.length > 0 ? wanted : usual).filter((name) =>
    existsSync(path.join(extensionsHome, name)),
  );
  if (names.length === 0 || !existsSync(cliBundle)) {
    console.error("There is nothing to compare: run `npm run build` and `npm run corpus -- --fetch` first.");
    return 2;
  }
  let different = 0;
  for (const name of names) different += compare(name, values.view) ? 0 : 1;
  console.log(
    different === 0 ? "The same verdicts everywhere." : `${different} of ${names.length} extensions differ.`,
  );
  return different === 0 ? 0 : 1;
}

/** True when both say the same of each test; `isViewed`: the Testing view too. */
function compare(name, isViewed) {
  const root = mkdtempSync(path.join(tmpdir(), "dynpgext-regress-"));
  chmodSync(root, 0o755);
  const [folder, reference] = [path.join(root, name), path.join(root, "reference", name)];
  for (const copy of [folder, reference]) cpSync(path.join(extensionsHome, name), copy, { recursive: true });
  const env = { ...process.env, DYNPGEXT_HOME: path.join(root, "home"), NO_COLOR: "1" };
  const dynpgext = (...args) =>
    spawnSync(process.execPath, [cliBundle, ...args], {
      cwd: folder,
      env,
      encoding: "utf8",
      timeout: timeoutMs,
    });
  try {
    const own = verdictsOfJson(dynpgext("test", "--quiet", "--format", "json"));
    const status = JSON.parse(dynpgext("status", "--json").stdout || "{}");
    if (status.state !== "running") return tell(name, own, "the server does not run");
    const theirs = installcheck(reference, status, env);
    const isSame = tell(name, own, theirs);
    return (!isViewed || isSameInView(name, theirs, root)) && isSame;
  } finally {
    dynpgext("remove", "--yes", "--quiet");
    rmSync(root, { recursive: true, force: true });
  }
}

/** Runs the tests of another copy in the Testing view of VS Code, which compares them with these verdicts. */
function isSameInView(name, theirs, root) {
  const verdicts = path.join(root, "verdicts.json");
  writeFileSync(verdicts, JSON.stringify(Object.fromEntries(theirs)));
  const env = {
    ...process.env,
    DYNPGEXT_E2E_FOLDER: path.join(extensionsHome, name),
    DYNPGEXT_E2E_VERDICTS: verdicts,
  };
  const { status, stdout } = spawnSync(process.execPath, [launcher, "corpusTests"], {
    ...{ env, encoding: "utf8", timeout: 2 * timeoutMs },
  });
  const isSame = status === 0 && theirs.size > 0;
  console.log(`${isSame ? "same     " : "DIFFERENT"} ${name}: ${theirs.size} tests in the Testing view`);
  if (!isSame) console.log(stdout);
  return isSame;
}

/** By test of pg_regress; a text when the tests were not run. */
function verdictsOfJson({ stdout, stderr }) {
  try {
    const { results } = JSON.parse(stdout);
    const own = results.filter(({ kind }) => kind === "regress" || kind === "isolation");
    return new Map(own.map(({ name, outcome }) => [name, outcome === "passed" ? "ok" : "FAILED"]));
  } catch {
    return (
      stderr
        .trim()
        .split("\n")
        .find((line) => /error\[/.test(line)) ?? "no output"
    ).slice(0, 200);
  }
}

function installcheck(folder, { paths, port, pgConfig }, env) {
  const server = { PGHOST: paths.socketFolder, PGPORT: String(port), PGUSER: "postgres" };
  const args = ["installcheck", "-k", `PG_CONFIG=${pgConfig}`, "USE_PGXS=1", "with_llvm=no"];
  const { stdout } = spawnSync("make", args, {
    ...{ cwd: folder, env: { ...env, ...server }, encoding: "utf8", timeout: timeoutMs },
  });
  const older = [...stdout.matchAll(/^(?:test| {4}) +(\S+) +\.\.\. (ok|FAILED|failed)/gm)];
  const newer = [...stdout.matchAll(/^(not )?ok +\d+ +[-+] (\S+)/gm)].map(([, not, test]) => [
    "",
    test,
    not ? "FAILED" : "ok",
  ]);
  return new Map([...older, ...newer].map(([, test, said]) => [test, said === "ok" ? "ok" : "FAILED"]));
}

function tell(name, own, theirs) {
  if (typeof own === "string" || typeof theirs === "string") {
    // An extension that cannot be created fails every test of its own as well.
    const isSame =
      typeof own === "string" &&
      theirs instanceof Map &&
      [...theirs.values()].every((verdict) => verdict !== "ok");
    const theirWords = theirs instanceof Map ? `${theirs.size} tests, all failed` : theirs;
    console.log(
      `${isSame ? "same     " : "DIFFERENT"} ${name}: dynpgext: ${own instanceof Map ? "ran" : own}; make: ${theirWords}`,
    );
    return isSame;
  }
  const tests = [...new Set([...own.keys(), ...theirs.keys()])];
  const differing = tests.filter((test) => own.get(test) !== theirs.get(test));
  const passed = [...own.values()].filter((verdict) => verdict === "ok").length;
  console.log(
    `${differing.length === 0 && tests.length > 0 ? "same     " : "DIFFERENT"} ${name}: ${passed} of ${own.size} tests passed`,
  );
  for (const test of differing)
    console.log(`  ${test}: dynpgext ${own.get(test) ?? "-"}, make ${theirs.get(test) ?? "-"}`);
  return differing.length === 0 && tests.length > 0;
}

process.exitCode = main();
