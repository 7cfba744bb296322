/** Brings the corpora into the cache. What is there already is not fetched again. */
import { execFile } from "node:child_process";
import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { downloadTarball, prepareApt, versionsOf } from "./aptSource.mjs";
import { extensionPackages, serverPackage } from "./packages.mjs";
import { aptHome, extensionsHome, serverHome, stampsHome } from "./places.mjs";

const run = promisify(execFile);
const downloadsAtOnce = 4;

/**
 * Fetches what is missing of the named parts ("extensions", "postgresql").
 * `only` restricts them to packages of these names.
 * `wantedVersions` says which version of a package the committed expectations were read for; it is tried first.
 * Returns the packages in the cache with their versions, and those that could not be had with the reason.
 */
export async function fetchCorpus(parts, { wantedVersions = {}, only, log = () => undefined } = {}) {
  const all = [
    ...(parts.includes("extensions")
      ? extensionPackages.map((name) => [name, path.join(extensionsHome, name)])
      : []),
    ...(parts.includes("postgresql") ? [[serverPackage, serverHome]] : []),
  ];
  const wanted = all
    .filter(([name]) => only?.includes(name) ?? true)
    .map(([name, folder]) => ({ name, folder, wantedVersion: wantedVersions[name] }));
  const present = [];
  const absent = [];
  for (const source of wanted) {
    const version = await completeVersion(source);
    if (version === undefined) absent.push(source);
    else present.push({ ...source, version });
  }
  if (absent.length === 0) return { present, missing: [] };
  log(`${absent.length} source packages are not in the cache yet, fetching them with apt`);
  const fetched = await fetchAll(absent, log);
  return { present: [...present, ...fetched.present], missing: fetched.missing };
}

async function fetchAll(sources, log) {
  const missing = [];
  const present = [];
  let apts;
  try {
    apts = await prepareApt();
  } catch (error) {
    const reason = firstLine(error.stderr || error.message);
    return { present, missing: sources.map(({ name }) => ({ name, reason })) };
  }
  const queue = [...sources];
  const worker = async () => {
    for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
      const outcome = await fetchOne(apts, source);
      if (outcome.version === undefined) missing.push({ name: source.name, reason: outcome.reason });
      else present.push({ ...source, version: outcome.version });
      log(
        outcome.version === undefined
          ? `  ${source.name}: ${outcome.reason}`
          : `  ${source.name} ${outcome.version}`,
      );
    }
  };
  await Promise.all(Array.from({ length: downloadsAtOnce }, worker));
  return { present, missing };
}

async function fetchOne(apts, { name, folder, wantedVersion }) {
  const tried = [];
  const candidates = [];
  for (const apt of [apts.own, apts.later]) {
    for (const version of await versionsOf(apt, name)) candidates.push({ apt, version });
  }
  candidates.sort((a, b) => Number(b.version === wantedVersion) - Number(a.version === wantedVersion));
  for (const { apt, version } of candidates) {
    const tarball = await downloadTarball(apt, name, version);
    if (tarball === undefined) {
      tried.push(`${version} is not in the pool`);
      continue;
    }
    try {
      await unpack(tarball, folder);
      await mkdir(stampsHome, { recursive: true });
      await writeFile(path.join(stampsHome, name), `${version}\n`);
      return { version };
    } catch (error) {
      tried.push(`${version} could not be unpacked: ${firstLine(error.stderr || error.message)}`);
    } finally {
      await rm(path.join(aptHome, "downloads", name), { recursive: true, force: true });
    }
  }
  return { reason: tried.length === 0 ? "no such source package in the lists" : tried.join("; ") };
}

/** Unpacks beside the folder and renames, so that a folder under its own name is always a whole one. */
async function unpack(tarball, folder) {
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  await run("tar", ["-x", "--strip-components=1", "--no-same-owner", "-f", tarball, "-C", part], {
    timeout: 10 * 60 * 1000,
  });
  await rm(folder, { recursive: true, force: true });
  await rename(part, folder);
}

/** The version in the cache, or undefined when the package is not there or was left half unpacked. */
export async function completeVersion({ name, folder }) {
  await rm(`${folder}.part`, { recursive: true, force: true });
  const version = await readFile(path.join(stampsHome, name), "utf8").catch(() => undefined);
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  return isThere ? version?.trim() : undefined;
}

function firstLine(text) {
  return String(text).trim().split("\n")[0];
}
