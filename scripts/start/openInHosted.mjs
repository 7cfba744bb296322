import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startVscodeServer } from "../../test/host/launcher/vscodeServer.mjs";
import { workbenchUrl } from "../../test/host/launcher/workbenchUrl.mjs";
import { findExecutable } from "../setup/findExecutable.mjs";
import { ensureSystemPackages, NEEDS_OF_HOSTED_EDITOR } from "../setup/systemPackages.mjs";
import { ensureVscodeHost } from "../setup/vscodeHost.mjs";
import { firstSource } from "./firstSource.mjs";

/** Serves `folder` in a VS Code on a loopback port until `signal` fires, and opens a browser tab where there is a display. */
export async function openInHosted(root, folder, signal) {
  await ensureSystemPackages(NEEDS_OF_HOSTED_EDITOR);
  const host = await ensureVscodeHost(root);
  const stops = [];
  const aborted = new Promise((resolve) => signal.addEventListener("abort", () => resolve("aborted")));
  try {
    const stateFolder = mkdtempSync(join(tmpdir(), "dynpgext-vscode-"));
    const { origin, token, server } = await startVscodeServer({ host, stateFolder, stops });
    const url = workbenchUrl({
      origin,
      token,
      workspace: folder,
      developmentPath: root,
      openFile: firstSource(folder),
    });
    process.stdout.write(
      `Opened ${folder} in VS Code ${host.version}:\n\n  ${url}\n\nPress Ctrl-C to end it.\n`,
    );
    showInBrowser(url);
    const ended = signal.aborted ? "aborted" : await Promise.race([aborted, server.exited]);
    if (ended === "aborted") return 0;
    process.stderr.write(`The VS Code server ended by itself:\n${server.tail()}\n`);
    return 1;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** The tab belongs to the user's browser, which therefore is not ended with us. */
function showInBrowser(url) {
  const hasDisplay = process.platform === "darwin" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const opener = hasDisplay ? findExecutable("xdg-open", "open") : undefined;
  if (opener === undefined) return;
  const child = spawn(opener, [url], { detached: true, stdio: "ignore" });
  child.on("error", (error) => process.stderr.write(`${opener}: ${error.message}\n`));
  child.unref();
}
