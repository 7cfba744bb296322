import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  clearMessages,
  diagnosticsFrom,
  loadMs,
  runFromPalette,
  waitForMessage,
  waitForRest,
} from "./devPostgresPage";
import { openFile, rangeOf, ruleOf, uriOf, waitUntil } from "./harness";
import { screenshot, selectors, waitForVisible } from "./page";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

async function replace(file: string, before: string, after: string): Promise<number> {
  const editor = await openFile(file);
  const range = rangeOf(editor.document, before);
  await editor.edit((edit) => edit.replace(range, after));
  assert.ok(await editor.document.save());
  return range.start.line + 1;
}

describe("a mistake that the compiler finds", () => {
  beforeEach(restoreWorkspace);

  it(
    "is shown at its line, and vanishes when it is mended",
    async () => {
      const line = await replace(
        "greetings.c",
        "PG_FUNCTION_INFO_V1(hello_greet);",
        "PG_FUNCTION_INFO_V1(hello_greet) int x y;",
      );
      const uri = uriOf("greetings.c");
      await runFromPalette("Dynpgext: Build and Load");
      await waitUntil("the error is shown", () => diagnosticsFrom("dynpgext (build)", uri).length > 0, {
        timeoutMs: loadMs,
      });
      assert.ok(
        diagnosticsFrom("dynpgext (build)", uri).some((text) => text.startsWith(`${line}: `)),
        diagnosticsFrom("dynpgext (build)", uri).join("\n"),
      );
      await waitForMessage(/expected/, loadMs);
      await clearMessages();
      await waitForRest(loadMs);
      await replace(
        "greetings.c",
        "PG_FUNCTION_INFO_V1(hello_greet) int x y;",
        "PG_FUNCTION_INFO_V1(hello_greet);",
      );
      await runFromPalette("Dynpgext: Build and Load");
      await waitUntil("the error has gone", () => diagnosticsFrom("dynpgext (build)", uri).length === 0, {
        timeoutMs: loadMs,
      });
      await waitForMessage("loaded: 2 allocations, 2 workers", loadMs);
      await clearMessages();
    },
    { timeoutMs: 4 * loadMs },
  );
});

describe("a mistake in the script", () => {
  beforeEach(restoreWorkspace);

  it(
    "is shown at its line of the script, and vanishes when it is mended",
    async () => {
      const script = "hello_dynpgext--0.1.sql";
      const shown = () => diagnosticsFrom("dynpgext (load)", uriOf(script));
      const right = "COMMENT ON FUNCTION heartbeats()";
      const wrong = "COMMENT ON FUNCTION heartbeat()";
      const line = await replace(script, right, wrong);
      await runFromPalette("Dynpgext: Build and Load");
      await waitUntil("the error is shown", () => shown().length > 0, { timeoutMs: loadMs });
      const [error = ""] = shown();
      assert.ok(error.startsWith(`${line}: `) && error.includes("heartbeat() does not exist"), error);
      await waitForRest(loadMs);
      await clearMessages();
      await replace(script, wrong, right);
      await runFromPalette("Dynpgext: Build and Load");
      await waitForMessage("loaded: 2 allocations, 2 workers", loadMs);
      assert.deepEqual(shown(), []);
      await clearMessages();
    },
    { timeoutMs: 4 * loadMs },
  );
});

describe("a mistake that only shows at run time", () => {
  beforeEach(restoreWorkspace);

  it(
    "is shown on the line that made it, with its rule, until the next load",
    async () => {
      const uri = uriOf("workers.c");
      const observed = () =>
        vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "dynpgext (run time)");
      // Reading the sources cannot tell what it is called.
      const lookUp = "\t(void) dynpgext_lookup_shmem(MyBgworkerEntry->bgw_name);\n";
      const wrong = `\tcluster = hello_cluster();\n${lookUp}`;
      await replace("workers.c", '#include "postgres.h"\n', '#include "postgres.h"\n#include <dynpgext.h>\n');
      const line = await replace("workers.c", "\tcluster = hello_cluster();\n", wrong);
      await runFromPalette("Dynpgext: Build and Load");
      await waitUntil("the loader's report is shown", () => observed().length > 0, { timeoutMs: 2 * loadMs });
      const [found] = observed();
      assert.ok(found);
      assert.equal(ruleOf(found), "shmem-lookup-unallocated");
      assert.equal(found.range.start.line + 1, line + 1);
      await waitForRest(loadMs);
      await clearMessages();
      await vscode.commands.executeCommand("workbench.actions.view.problems");
      vscode.window.activeTextEditor?.revealRange(found.range, vscode.TextEditorRevealType.InCenter);
      await waitForVisible(`${selectors.problemRows}:has-text("shmem-lookup-unallocated")`);
      await screenshot("run-time-report");
      await vscode.commands.executeCommand("workbench.action.closePanel");
      await replace("workers.c", lookUp, "");
      await runFromPalette("Dynpgext: Build and Load");
      await waitForMessage("loaded: 2 allocations, 2 workers", 2 * loadMs);
      await waitUntil("the report has gone", () => observed().length === 0);
      await clearMessages();
    },
    { timeoutMs: 5 * loadMs },
  );
});
