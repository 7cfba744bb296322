import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { findExecutable } from "./findExecutable.mjs";
import { npmCommand, npmEnvironment, runCommand } from "./runCommand.mjs";
import { SetupProblem } from "./setupProblem.mjs";
import { withLock } from "./withLock.mjs";

/**
 * The VS Code versions that can be hosted. `manifest` is the folder whose package.json and lock file pin them,
 * `compiled` are the packages of VS Code that come without a binary: the terminal, and the logger without which output
 * channels stay empty.
 */
const VARIANTS = {
  pinned: {
    version: "1.100.3",
    manifest: "test/host",
    compiled: ["node-pty", "@vscode/spdlog", "native-watchdog"],
    bringsNode: false,
  },
  newest: {
    version: "1.139.1",
    manifest: "test/host/newest",
    compiled: ["@vscode/spdlog"],
    bringsNode: true,
  },
};

/** Raise it when the steps below change, so that caches made by older steps are made again. */
const RECIPE = 2;
const STAMP = "installed.json";

/**
 * Makes sure that the VS Code server of the npm package `code-server` is installed in the user's cache folder.
 * Returns `{ version, node, server }`: the Node.js to run it with and the path of its `server-main.js`.
 * An interrupted install leaves only a folder named `*.partial-*`, which the next run removes.
 */
export async function ensureVscodeHost(root, variantName = "pinned") {
  const variant = VARIANTS[variantName];
  const home = join(cacheFolder(), `vscode-${variant.version}`);
  const stamp = stampOf(root, variant);
  if (!isInstalled(home, stamp)) {
    await withLock(`${home}.lock`, async () => {
      if (!isInstalled(home, stamp)) await install(root, variant, home, stamp);
    });
  }
  return {
    version: variant.version,
    node: variant.bringsNode ? bundledNode(home) : process.execPath,
    server: join(vscodeFolder(home), "out", "server-main.js"),
  };
}

function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(resolve(base), "dynpgext");
}

function vscodeFolder(home) {
  return join(home, "node_modules", "code-server", "lib", "vscode");
}

function bundledNode(home) {
  return join(home, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
}

/** Changes with the pins, the steps, the platform and (for what is compiled) the binary interface of Node.js. */
function stampOf(root, variant) {
  const hash = createHash("sha256").update(
    `${RECIPE} ${process.platform} ${process.arch} ${process.versions.modules}`,
  );
  for (const file of ["package.json", "package-lock.json"])
    hash.update(readFileSync(join(root, variant.manifest, file)));
  return hash.digest("hex");
}

function isInstalled(home, stamp) {
  const path = join(home, STAMP);
  return existsSync(path) && JSON.parse(readFileSync(path, "utf8")).stamp === stamp;
}

/** Works in a folder beside `home` and renames it at the very end. Call it with the lock held. */
async function install(root, variant, home, stamp) {
  say(`installing VS Code ${variant.version} for the hosted editor into ${home} (about 300 MB, once)`);
  removeLeftovers(home);
  const folder = `${home}.partial-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    cpSync(join(root, variant.manifest, file), join(folder, file));

  await npm(["ci"], folder);
  const vscode = vscodeFolder(folder);
  await npm(["install", "--omit=dev"], vscode);
  linkRipgrep(vscode);
  await compile(vscode, variant.compiled);

  writeFileSync(join(folder, STAMP), `${JSON.stringify({ stamp, version: variant.version })}\n`);
  renameSync(folder, home);
  say(`VS Code ${variant.version} is installed`);
}

/** Partial installs of dead runs, and an install whose stamp is not the wanted one. */
function removeLeftovers(home) {
  for (const name of existsSync(dirname(home)) ? readdirSync(dirname(home)) : []) {
    if (name === basename(home) || name.startsWith(`${basename(home)}.partial-`)) {
      rmSync(join(dirname(home), name), { recursive: true, force: true });
    }
  }
}

/** Install scripts stay off: those of code-server download from servers that an offline machine does not reach. */
async function npm(args, cwd) {
  const argv = npmCommand([...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  const { code, output } = await runCommand(argv, { cwd, env: npmEnvironment() });
  if (code !== 0)
    throw new SetupProblem(
      `${output}\nsetup: \`npm ${args.join(" ")}\` failed for the hosted VS Code, see above.`,
    );
}

/**
 * VS Code searches with the ripgrep of an npm package whose install script would download it. The package of newer
 * versions, `ripgrep-universal`, brings its own.
 */
function linkRipgrep(vscode) {
  const ofPackage = join(vscode, "node_modules", "@vscode", "ripgrep");
  if (!existsSync(ofPackage)) return;
  const ripgrep = findExecutable("rg");
  if (ripgrep === undefined) throw new SetupProblem("setup: `rg` (package ripgrep) is not on the PATH.");
  mkdirSync(join(ofPackage, "bin"), { recursive: true });
  symlinkSync(ripgrep, join(ofPackage, "bin", "rg"));
}

/** A machine without a C++ compiler still gets an editor, only without what these packages do. */
async function compile(vscode, packages) {
  const headers = resolve(dirname(process.execPath), "..");
  const hasHeaders = existsSync(join(headers, "include", "node", "node.h"));
  const env = npmEnvironment({
    npm_config_yes: "true",
    ...(hasHeaders ? { npm_config_nodedir: headers } : {}),
  });
  const argv = npmCommand(["rebuild", ...packages, "--no-audit", "--no-fund"]);
  const { code, output } = await runCommand(argv, { cwd: vscode, env });
  if (code !== 0)
    say(
      `${packages.join(", ")} could not be compiled; the hosted editor may lack terminal and logs\n${output.slice(-800)}`,
    );
}

function say(text) {
  process.stdout.write(`setup: ${text}\n`);
}
