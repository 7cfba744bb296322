#!/usr/bin/env node
/**
 * Bundles the three programs of the project into `dist/`.
 *
 *   node scripts/build.mjs            build once
 *   node scripts/build.mjs --watch    build again whenever a source changes, until Ctrl+C
 *
 * One file per program, because reading hundreds of small modules is what makes a Node program slow to start.
 * `tree-sitter` and `tree-sitter-c` are native and stay in `node_modules`. `libpg-query` is bundled and its
 * WebAssembly file lies beside the bundle, where its loader looks for it (`__dirname`); it compiles that file
 * as soon as it is loaded (40 ms), so the source imports it with `await import("libpg-query")` where it needs it.
 */
import { context } from "esbuild";
import { chmod, copyFile, mkdir, stat } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every bundle: where it starts, where it goes, what the host provides, and whether it is a command. */
export const bundles = [
  { entry: "client/src/extension.ts", output: "dist/extension.js", external: ["vscode"] },
  { entry: "server/src/lsp/main.ts", output: "dist/server.js", external: [] },
  { entry: "cli/src/main.ts", output: "dist/cli.js", external: [], command: true },
];

/** Native packages, found in `node_modules` at run time. */
const nativePackages = ["tree-sitter", "tree-sitter-c"];

/** Files that a bundled package opens beside itself. */
const companions = [{ from: "node_modules/libpg-query/wasm/libpg-query.wasm", to: "dist/libpg-query.wasm" }];

/** @param {typeof bundles[number]} bundle */
function optionsOf(bundle) {
  return {
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: bundle.output,
    bundle: true,
    platform: /** @type {const} */ ("node"),
    format: /** @type {const} */ ("cjs"),
    target: "node20",
    // Packages that ship both forms: the ES module form bundles without its unused half.
    mainFields: ["module", "main"],
    external: [...nativePackages, ...bundle.external],
    // Half the text to read at start; identifiers stay as they are, for stack traces in bug reports
    // (`keepNames` would do that too, but wraps every closure in a call at run time).
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: /** @type {const} */ ("none"),
    define: { "process.env.NODE_ENV": '"production"' },
    ...(bundle.command === true ? { banner: { js: "#!/usr/bin/env node" } } : {}),
    logLevel: /** @type {const} */ ("warning"),
    plugins: [announce(bundle)],
  };
}

/** Says after each build what was written, and makes commands executable. */
function announce(bundle) {
  return {
    name: "announce",
    setup(build) {
      let startedMs = 0;
      build.onStart(() => {
        startedMs = performance.now();
      });
      build.onEnd(async (result) => {
        if (result.errors.length > 0) {
          console.log(`${bundle.output}: failed`);
          return;
        }
        const output = join(root, bundle.output);
        if (bundle.command === true) await chmod(output, 0o755);
        const sizeKb = Math.round((await stat(output)).size / 1024);
        console.log(`${bundle.output}: ${sizeKb} kB in ${Math.round(performance.now() - startedMs)} ms`);
      });
    },
  };
}

async function copyCompanions() {
  await mkdir(join(root, "dist"), { recursive: true });
  for (const { from, to } of companions) await copyFile(join(root, from), join(root, to));
}

/** Builds every bundle whose entry point exists. Returns false when one of them failed. */
async function buildAll({ watch }) {
  await copyCompanions();
  const present = bundles.filter((bundle) => existsSync(join(root, bundle.entry)));
  for (const bundle of bundles) {
    if (!present.includes(bundle)) console.log(`${bundle.output}: skipped, there is no ${bundle.entry}`);
  }
  const contexts = await Promise.all(present.map((bundle) => context(optionsOf(bundle))));
  if (watch) {
    for (const one of contexts) await one.watch();
    console.log("Watching for changes; Ctrl+C ends.");
    return true;
  }
  const results = await Promise.allSettled(contexts.map((one) => one.rebuild()));
  await Promise.all(contexts.map((one) => one.dispose()));
  return results.every((result) => result.status === "fulfilled");
}

const known = new Set(["--watch"]);
const unknown = process.argv.slice(2).filter((argument) => !known.has(argument));
if (unknown.length > 0) {
  console.error(`build: unknown option ${unknown.join(" ")}. Usage: node scripts/build.mjs [--watch]`);
  process.exitCode = 2;
} else if (!(await buildAll({ watch: process.argv.includes("--watch") }))) {
  process.exitCode = 1;
}
