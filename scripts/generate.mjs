#!/usr/bin/env node
/**
 * Writes what is derived from the rules and the settings schema: the rule registry, the pages in `docs/rules`,
 * the settings in the manifest, their JSON schema and their page.
 *
 *   node scripts/generate.mjs           writes what changed, removes pages of rules that are gone
 *   node scripts/generate.mjs --check   writes nothing; exit code 1 and one line per stale file
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { require as requireTypeScript } from "tsx/cjs/api";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** In this order: the settings know the rules from the registry that the first one writes. */
const generators = [
  { module: "scripts/generate/rules.ts", name: "generateRules" },
  { module: "scripts/generate/settings.ts", name: "generateSettings" },
];

/** Folders that hold generated files only. */
const generatedFolders = ["docs/rules"];

async function main(check) {
  const stale = [];
  const current = new Set();
  for (const { module, name } of generators) {
    if (!existsSync(join(root, module))) continue;
    const generate = requireTypeScript(`../${module}`, import.meta.url)[name];
    for (const { path, text } of await generate()) {
      current.add(path);
      if ((await textOf(path)) === text) continue;
      stale.push(path);
      if (!check) await write(path, text);
    }
  }
  for (const path of await filesOf(generatedFolders)) {
    if (current.has(path)) continue;
    stale.push(`${path} (of no rule any more)`);
    if (!check) await rm(join(root, path));
  }
  for (const path of stale) console.log(check ? `stale: ${path}` : `written: ${path}`);
  if (stale.length === 0) console.log(`${current.size} generated files are up to date`);
  else if (check) {
    console.log("Run `npm run generate`.");
    process.exitCode = 1;
  }
}

async function textOf(path) {
  return existsSync(join(root, path)) ? readFile(join(root, path), "utf8") : undefined;
}

async function write(path, text) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function filesOf(folders) {
  const paths = [];
  for (const folder of folders) {
    const names = existsSync(join(root, folder)) ? await readdir(join(root, folder)) : [];
    paths.push(...names.map((name) => `${folder}/${name}`));
  }
  return paths;
}

const unknown = process.argv.slice(2).filter((argument) => argument !== "--check");
if (unknown.length > 0) {
  console.error(`generate: unknown option ${unknown.join(" ")}. Usage: node scripts/generate.mjs [--check]`);
  process.exitCode = 2;
} else {
  try {
    await main(process.argv.includes("--check"));
  } catch (error) {
    console.error(`generate: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof Error && error.name !== "GenerateError") console.error(error.stack);
    process.exitCode = 1;
  }
}
