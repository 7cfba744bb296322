import * as vscode from "vscode";
import { descendantsOf } from "../host/processTree";
import { faultKey, presentFaults } from "./faultTable";
import { replaceUnsaved, ruleOf, waitForDiagnostics, waitUntil } from "./harness";
import { selectors, visibleTexts } from "./page";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const isUnallocated = (diagnostic: vscode.Diagnostic) => ruleOf(diagnostic) === "shmem-lookup-unallocated";

/** The process ids of the language servers that this extension host has started. */
function serverPids(): number[] {
  return descendantsOf(process.pid)
    .filter(({ command }) => command.includes("dist/server.js"))
    .map(({ pid }) => pid);
}

/** Waits for one server, and that is not `former`. */
async function waitForOtherServer(former: number): Promise<void> {
  const isReplaced = () => {
    const [pid, ...others] = serverPids();
    return pid !== undefined && pid !== former && others.length === 0;
  };
  await waitUntil("one server runs, and that is another one", isReplaced);
}

async function waitForFaults(keys: readonly string[]): Promise<void> {
  const areBack = () => presentFaults().map(faultKey).join("\n") === keys.join("\n");
  await waitUntil("the faults are there again", areBack);
  const isShown = async () => /Dynpgext: \d+/.test((await visibleTexts(selectors.ourStatusItem)).join(" "));
  await waitUntil("the status item counts them", isShown);
}

async function runningServer(): Promise<{ readonly pid: number; readonly faults: readonly string[] }> {
  await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
  const [pid] = serverPids();
  if (pid === undefined) throw new Error("No language server runs.");
  return { pid, faults: presentFaults().map(faultKey) };
}

describe("the language server", () => {
  beforeEach(restoreWorkspace);

  it("is replaced by the restart command, with the same faults", async () => {
    const { pid, faults } = await runningServer();
    await vscode.commands.executeCommand("dynpgext.restartServer");
    await waitForOtherServer(pid);
    await waitForFaults(faults);
  });

  it("comes back by itself after it was killed, knows the faults and what is unsaved", async () => {
    const { pid, faults } = await runningServer();
    await replaceUnsaved("visits.c", '"broken_dynpgext:0.1:vists"', "VISITS_NAME");
    await waitForDiagnostics("visits.c", (all) => !all.some(isUnallocated));
    process.kill(pid, "SIGKILL");
    await waitForOtherServer(pid);
    await waitForFaults(faults.filter((fault) => !fault.includes("shmem-lookup-unallocated")));
    await replaceUnsaved(
      "visits.c",
      "= dynpgext_lookup_shmem(VISITS_NAME);\n\n\tif",
      '= dynpgext_lookup_shmem("broken_dynpgext:0.1:vists");\n\n\tif',
    );
    await waitForFaults(faults);
  });
});
