import * as vscode from "vscode";
import { descendantsOf } from "../host/processTree";
import { faultKey, readFaultTable, waitForFaults } from "./faultTable";
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

async function waitForFaultsAndStatus(keys: readonly string[]): Promise<void> {
  await waitForFaults(keys);
  const isShown = async () => /Dynpgext: \d+/.test((await visibleTexts(selectors.ourStatusItem)).join(" "));
  await waitUntil("the status item counts them", isShown);
}

const allFaults = readFaultTable().map(faultKey);

/** The process id of the server, when it has found everything. */
async function runningServer(): Promise<number> {
  await waitForFaults(allFaults);
  const [pid] = serverPids();
  if (pid === undefined) throw new Error("No language server runs.");
  return pid;
}

describe("the language server", () => {
  beforeEach(restoreWorkspace);

  it("is replaced by the restart command, with the same faults", async () => {
    const pid = await runningServer();
    await vscode.commands.executeCommand("dynpgext.restartServer");
    await waitForOtherServer(pid);
    await waitForFaultsAndStatus(allFaults);
  });

  it("comes back by itself after it was killed, knows the faults and what is unsaved", async () => {
    const pid = await runningServer();
    await replaceUnsaved("visits.c", '"broken_dynpgext:0.1:vists"', "VISITS_NAME");
    await waitForDiagnostics("visits.c", (all) => !all.some(isUnallocated));
    process.kill(pid, "SIGKILL");
    await waitForOtherServer(pid);
    await waitForFaultsAndStatus(allFaults.filter((fault) => !fault.includes("shmem-lookup-unallocated")));
    await replaceUnsaved(
      "visits.c",
      "= dynpgext_lookup_shmem(VISITS_NAME);\n\n\tif",
      '= dynpgext_lookup_shmem("broken_dynpgext:0.1:vists");\n\n\tif',
    );
    await waitForFaultsAndStatus(allFaults);
  });
});
