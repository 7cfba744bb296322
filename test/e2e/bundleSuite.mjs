import { build } from "esbuild";
import { basename, join } from "node:path";

/** Bundles one suite of test/e2e into `dist/test/e2e`, for the extension host, and returns the path of the bundle. */
export async function bundleSuite(root, suite) {
  const outfile = join(root, "dist", "test", "e2e", basename(suite).replace(/\.ts$/, ".js"));
  await build({
    absWorkingDir: root,
    entryPoints: [join(root, "test", "e2e", suite)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  return outfile;
}
