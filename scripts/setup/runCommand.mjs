import { spawn } from "node:child_process";

/** npm's own variables of an outer `npm test` or `npm start`, which would leak into an inner npm. */
const NPM_SCRIPT_VARIABLE = /^npm_(lifecycle|package)_|^npm_(command|config_local_prefix)$|^INIT_CWD$/;

/**
 * Runs one command to its end and returns `{ code, stdout, output }`. Standard input is closed. With `echo`, what
 * it prints goes to the terminal as it comes; otherwise it is collected in `stdout`, and together with stderr in order
 * of arrival in `output`.
 * A command that cannot be started has code 127. An ended signal becomes 128 + 15.
 */
export function runCommand(argv, { cwd, env = process.env, echo = false } = {}) {
  const [command, ...args] = argv;
  return new Promise((resolve) => {
    const stdio = echo ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"];
    const child = spawn(command, args, { cwd, env, stdio });
    let stdout = "";
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => (stdout += text));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => (output += text));
    }
    child.on("error", (error) => resolve({ code: 127, stdout, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 143, stdout, output }));
  });
}

/** The argument vector that starts npm: the npm that runs us when there is one, else the `npm` on the PATH. */
export function npmCommand(args) {
  const script = process.env.npm_execpath;
  const isNpm = script !== undefined && /npm-cli\.c?js$/.test(script);
  return isNpm ? [process.execPath, script, ...args] : ["npm", ...args];
}

/** The environment for an npm that works in a folder of its own. */
export function npmEnvironment(extra = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !NPM_SCRIPT_VARIABLE.test(name));
  return { ...Object.fromEntries(inherited), ...extra };
}
