import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startGuarded } from "./startGuarded.mjs";

const START_LIMIT_MS = 90_000;

/** Nothing that moves, asks or calls out: the same pictures every time. */
const USER_SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "chat.commandCenter.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "editor.accessibilitySupport": "off",
};

/**
 * Starts the hosted VS Code server on a free loopback port. `host` is what `ensureVscodeHost` returned,
 * `stateFolder` an empty folder that the server may fill and that is removed after its end. The function that ends the
 * server is pushed to `stops` as soon as there is something to end.
 * Returns `{ origin, token, server }`; only a browser that presents the token gets in.
 */
export async function startVscodeServer({ host, stateFolder, stops, env = {} }) {
  const userData = join(stateFolder, "data");
  const runtime = join(stateFolder, "run");
  mkdirSync(join(userData, "User"), { recursive: true });
  mkdirSync(runtime, { mode: 0o700 });
  writeFileSync(join(userData, "User", "settings.json"), JSON.stringify(USER_SETTINGS, null, 2));
  const token = randomBytes(16).toString("hex");
  const tokenFile = join(stateFolder, "token"); // Not an argument: those are visible to every user of the machine.
  writeFileSync(tokenFile, token, { mode: 0o600 });

  const server = startGuarded({
    argv: [host.node, host.server, ...serverArguments(userData, stateFolder, tokenFile)],
    cwd: stateFolder,
    env: { ...cleanEnvironment(), EXTENSIONS_GALLERY: '{"serviceUrl":""}', XDG_RUNTIME_DIR: runtime, ...env },
    removeFolders: process.env.DYNPGEXT_KEEP_HOST_STATE ? [] : [stateFolder],
  });
  stops.push(server.stop);
  const [, port] = await server.waitForLine(/Extension host agent listening on (\d+)/, START_LIMIT_MS);
  return { origin: `http://127.0.0.1:${port}`, token, server };
}

function serverArguments(userData, stateFolder, tokenFile) {
  return [
    ...["--host", "127.0.0.1", "--port", "0", "--connection-token-file", tokenFile],
    ...["--accept-server-license-terms", "--telemetry-level", "off"],
    ...["--server-data-dir", userData, "--user-data-dir", userData, "--extensions-dir", join(stateFolder, "extensions")],
    ...["--enable-smoke-test-driver", "--disable-update-check", "--disable-getting-started-override"],
    ...(process.env.DYNPGEXT_ASK_FOR_TRUST ? [] : ["--disable-workspace-trust"]),
  ];
}

/** Without the variables of an outer VS Code, Electron, npm or test runner, which would change the inner one. */
function cleanEnvironment() {
  const foreign = /^(VSCODE_|ELECTRON_|VITEST|npm_|NODE_OPTIONS$|NODE_ENV$|NODE_PATH$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
