/**
 * Debian source packages through an apt of our own: its sources, state and cache lie in our cache folder,
 * and the system's apt configuration is only read (mirror, suites, proxy).
 */
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { readAptSources } from "./aptSources.mjs";
import { aptHome } from "./places.mjs";

const run = promisify(execFile);
const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
/** Asked when the suites of this machine do not have a package, or not its file. */
const laterSuites = ["trixie", "sid"];
const listsKeptMs = 24 * 3600 * 1000;
const options = {
  maxBuffer: 256 * 1024 * 1024,
  timeout: 10 * 60 * 1000,
  env: { ...process.env, LC_ALL: "C" },
};

/**
 * Makes the lists ready. `own` has the suites that the machine itself uses, `later` those and the later
 * ones: a package is taken from the first that has it. Fails when the machine has no Debian apt source.
 */
export async function prepareApt() {
  const own = (await readAptSources()).filter((source) => isDebianArchive(source));
  if (own.length === 0)
    throw new Error("No Debian archive among the apt sources of this machine, so nothing can be fetched.");
  const main = own.find((source) => !source.uri.includes("security")) ?? own[0];
  const later = laterSuites.filter((suite) => !own.some((source) => source.suite === suite));
  return {
    own: await aptFor("own", own),
    later: await aptFor(
      "later",
      later.map((suite) => ({ uri: main.uri, suite })),
    ),
  };
}

/** Versions of a source package, newest first; empty when the lists have none. */
export async function versionsOf(apt, sourcePackage) {
  const { stdout } = await run(
    "apt-cache",
    [...apt.arguments, "showsrc", "--only-source", sourcePackage],
    options,
  ).catch(() => ({ stdout: "" }));
  const versions = [...new Set([...stdout.matchAll(/^Version: (\S+)$/gm)].map((match) => match[1]))];
  return versions.sort(newerFirst);
}

/**
 * Downloads the upstream tarball of one version. Returns its path, or undefined when the pool does not have it.
 * Only the tarball is asked for, so a missing `.dsc` or Debian part does not matter.
 */
export async function downloadTarball(apt, sourcePackage, version) {
  const folder = path.join(aptHome, "downloads", sourcePackage);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const request = ["source", "--download-only", "--tar-only", "-q", `${sourcePackage}=${version}`];
  await run("apt-get", [...apt.arguments, ...request], { ...options, cwd: folder }).catch(() => undefined);
  const tarballs = (await readdir(folder)).filter((name) => /\.tar\.(gz|bz2|xz|lzma)$/.test(name));
  const tarball =
    tarballs.find((name) => name.includes(".orig.tar")) ??
    tarballs.find((name) => !name.includes(".debian.tar"));
  return tarball === undefined ? undefined : path.join(folder, tarball);
}

async function aptFor(name, sources) {
  const home = path.join(aptHome, name);
  const list = path.join(home, "sources.list");
  const text = sources
    .map((source) => `deb-src [signed-by=${keyring}] ${source.uri} ${source.suite} main\n`)
    .join("");
  const settings = {
    "Dir::Etc::sourcelist": list,
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::State": path.join(home, "state"),
    "Dir::State::status": "/dev/null",
    "Dir::Cache": path.join(home, "cache"),
    "Acquire::Retries": "2",
    "Acquire::GzipIndexes": "false",
    "APT::Sandbox::User": "root",
  };
  const apt = { arguments: Object.entries(settings).flatMap(([key, value]) => ["-o", `${key}=${value}`]) };
  await mkdir(path.join(home, "state", "lists", "partial"), { recursive: true });
  await mkdir(path.join(home, "cache", "archives", "partial"), { recursive: true });
  const stamp = path.join(home, "updated");
  const updated = await stat(stamp).catch(() => undefined);
  const sameSources = (await readFile(list, "utf8").catch(() => "")) === text;
  if (sameSources && updated !== undefined && Date.now() - updated.mtimeMs < listsKeptMs) return apt;
  await writeFile(list, text);
  await run("apt-get", [...apt.arguments, "-q", "update"], options);
  await writeFile(stamp, "");
  return apt;
}

function isDebianArchive(source) {
  return /\/debian(-security)?\/?$/.test(source.uri) && source.components.includes("main");
}

/** Good enough for the few versions of one package: numbers compare as numbers, and `~` sorts before everything. */
function newerFirst(a, b) {
  const order = (version) => version.replace(/~/g, "\u0001");
  return order(b).localeCompare(order(a), "en", { numeric: true });
}
