#!/usr/bin/env node
/**
 * Starts a rule: its file and the folder of its test cases.
 *
 *   node scripts/newRule.mjs dynpgext/shmem-lookup-in-init
 *
 * A rule of the pack `regions` looks at one function at a time, one of another pack at a library.
 * Then write `check` and the examples, and run `npm run generate`.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const rulesFolder = join(root, "server/src/rules");

/** What is wrong with the call, or undefined when the files were written. */
async function start(name) {
  const match = /^([a-z]+)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(name ?? "");
  if (match === null)
    return "Usage: npm run new-rule <pack>/<rule-id>, for instance dynpgext/shmem-lookup-in-init";
  const [, pack, id] = match;
  const packs = await packNames();
  if (!packs.includes(pack)) return `There is no pack ${pack}. Packs: ${packs.join(", ")}`;
  const exportName = id.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  const files = [
    {
      path: `server/src/rules/${pack}/${exportName}.ts`,
      text: skeleton(pack, id, exportName, await versionOf()),
    },
    ...Array.from({ length: pack === "regions" ? 8 : 2 }, (_, i) => i + 1).flatMap((number) => [
      { path: `test/rules/cases/${id}/faulty-${number}.c`, text: faultyCase },
      { path: `test/rules/cases/${id}/correct-${number}.c`, text: correctCase },
    ]),
  ];
  const taken = files.find(({ path }) => existsSync(join(root, path)));
  if (taken !== undefined) return `${taken.path} is there already`;
  for (const { path, text } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    console.log(`written: ${path}`);
  }
  console.log(
    "Next: write the check, the examples and the cases; then `npm run generate` and `npm run verify`.",
  );
  return undefined;
}

async function packNames() {
  const entries = await readdir(rulesFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== "helpers")
    .map((entry) => entry.name);
}

async function versionOf() {
  return JSON.parse(await readFile(join(root, "package.json"), "utf8")).version;
}

function skeleton(pack, id, exportName, version) {
  const [type, scope] = pack === "regions" ? ["FunctionRule", "function"] : ["LibraryRule", "library"];
  return `import type { ${type} } from "../rule";

export const ${exportName}: ${type} = {
  id: "${id}",
  pack: "${pack}",
  scope: "${scope}",
  severity: "warning",
  stage: "preview",
  since: "${version}",
  title: "One line that says what is wrong, without a final period",
  sources: ["file and function, branch"],
  why: \`What PostgreSQL or the loader does then.\`,
  fix: \`What to write instead.\`,
  limits: \`What the rule does not see.\`,
  examples: [
    {
      title: "The usual case",
      bad: \`
the code
//  ^^^^ part of the message
\`,
      good: \`
the code as it should be
\`,
    },
  ],
  check(view, report) {
    void view;
    void report;
  },
};
`;
}

const faultyCase = `/* A shape of the fault beyond the examples. Pin each finding with a caret comment in the line below it:
 * slashes, carets under the code, and a part of the message. A line "-- name --" starts another file. */
`;

const correctCase = `/* A tricky shape that is right: no rule may report anything here. */
`;

const problem = process.argv.length > 3 ? await start(undefined) : await start(process.argv[2]);
if (problem !== undefined) {
  console.error(`new-rule: ${problem}`);
  process.exitCode = 2;
}
