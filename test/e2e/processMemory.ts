import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { clickUntil } from "./clickUntil";
import {
  clearMessages,
  diagnosticsFrom,
  firstLoadMs,
  loadMs,
  runFromPalette,
  waitForMessage,
  waitForRest,
} from "./devPostgresPage";
import { activeExtension, uriOf, waitUntil, workspaceFolder } from "./harness";
import { host } from "./host";
import { press, screenshot, selectors, typeText, waitForVisible, waitForVisibleInWebview } from "./page";
import { showPlainWindow } from "./plainWindow";
import { describe, it } from "./suite";

const maxPictureBytes = 300_000;
const frames = ["iframe.webview.ready", "iframe#active-frame"];

/** The command line on the same folder; resolves with its exit code and what it said. */
async function dynpgext(...words: string[]): Promise<{ code: number; said: string }> {
  const { extensionPath } = await activeExtension();
  const [command = "", ...options] = words;
  const args = [join(extensionPath, "dist", "cli.js"), command, workspaceFolder(), ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { timeout: loadMs }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    );
  });
}

const isPageOpen = (): boolean =>
  vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes("Memory Contexts") === true;

describe("Show Memory Contexts", () => {
  it(
    "lets one choose a process and shows its contexts, largest first, as a tree and a map",
    async () => {
      await showPlainWindow(1180, 640);
      await runFromPalette("Dynpgext: Build and Load");
      await waitForMessage("hello_dynpgext 0.1 loaded", firstLoadMs);
      await clearMessages();
      await runFromPalette("Dynpgext: Show Memory Contexts…");
      const reporter = `${selectors.quickInput} .monaco-list-row:has-text("hello_dynpgext reporter")`;
      await waitForVisible(reporter);
      await typeText("reporter");
      await clickUntil("its page opens", reporter, isPageOpen);
      await waitForVisibleInWebview('#title:has-text("hello_dynpgext reporter")');
      await waitForVisibleInWebview('#tree .row:nth-child(2) .name:has-text("CacheMemoryContext")');
      await waitForVisibleInWebview('#tiles .tile:has-text("CacheMemoryContext")');
      await waitForVisibleInWebview('#totals div:has-text("Grand total") dd:has-text("iB")');
    },
    { timeoutMs: firstLoadMs + 60_000 },
  );

  it("is walked through with the keyboard, and the map begins where one wants", async () => {
    await host().request("click", { selector: "#tree .row:nth-child(2)", frames });
    await waitForVisibleInWebview('.row[aria-selected="true"] .name:has-text("CacheMemoryContext")');
    const { size } = statSync(await screenshot("memory-contexts"));
    assert.ok(size < maxPictureBytes, `the picture has ${size} bytes`);
    await press("Enter");
    await waitForVisibleInWebview('#path button:has-text("CacheMemoryContext")');
    await press("ArrowRight", "ArrowRight");
    await waitForVisibleInWebview('.row[aria-level="3"][aria-selected="true"]');
    await press("ArrowLeft", "ArrowLeft", "ArrowUp");
    await waitForVisibleInWebview('.row[aria-level="1"][aria-selected="true"]');
  });
});

describe("a process that dies", () => {
  it(
    "is told with the function, the line and the shared memory, in a message and in the Problems panel",
    async () => {
      const file = join(workspaceFolder(), "greetings.c");
      const text = readFileSync(file, "utf8");
      const wrong = text
        .replace('#include "hello_dynpgext.h"', '#include "hello_dynpgext.h"\n#include <dynpgext.h>')
        .replace(
          "pg_atomic_read_u64(&hello_cluster()->heartbeats)",
          '((HelloCluster *) dynpgext_lookup_shmem("hello_dynpgext:0.1:clustre"))->heartbeats.value',
        );
      assert.notEqual(wrong, text);
      writeFileSync(file, wrong);
      assert.equal((await dynpgext("load")).code, 0);
      await waitForRest(loadMs);
      await clearMessages();
      const { code, said } = await dynpgext("run", "--sql", "select hello.heartbeats()");
      assert.equal(code, 1);
      const line = wrong.split("\n").findIndex((each) => each.includes("clustre")) + 1;
      for (const told of [
        `hello_heartbeats() at greetings.c:${line}`,
        'The look-up of shared memory "hello_dynpgext:0.1:clustre" gave NULL',
      ])
        assert.ok(said.includes(told), said);
      await waitForMessage(`SIGSEGV in hello_heartbeats() at greetings.c:${line}`, 20_000);
      const uri = uriOf("greetings.c");
      await waitUntil("the line is a problem", () =>
        diagnosticsFrom("dynpgext (crash)", uri).some((each) => each.startsWith(`${line}: `)),
      );
      await screenshot("crash");
      await waitForVisible('.notifications-toasts a:has-text("Show Backtrace")');
      await clearMessages();
      writeFileSync(file, text);
    },
    { timeoutMs: 2 * loadMs },
  );
});
