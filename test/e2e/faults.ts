import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { faultKey, readFaultTable, waitForFaults, type Fault } from "./faultTable";
import { activeExtension, diagnosticsOf, openFile, ruleOf, underlinedText } from "./harness";
import { press, selectors, visibleTexts, waitForVisible } from "./page";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

/** What is underlined for each fault of the table: the text of the example that is wrong. */
const underlined: Readonly<Record<string, string>> = {
  "dynpgext-magic-missing": "PG_MODULE_MAGIC",
  "shmem-callback-throws": "ereport(ERROR,",
  "scope-flags": "DYNPGEXT_REGISTER_BGWORKER_DEFAULTS",
  "shmem-name-unversioned": '"broken_dynpgext:limits"',
  "shmem-lookup-in-init": 'dynpgext_lookup_shmem("broken_dynpgext:limits")',
  "shmem-name-lifetime": "name",
  "shmem-name-too-long": "HISTORY_NAME",
  "shmem-name-duplicate": "VISITS_NAME",
  "bgw-restart-time-ignored": "bgw_restart_time",
  "bgw-function-unknown": '"colector_main"',
  "bgw-flags": "bgw_flags",
  "bgw-library-name": "&worker",
  "shmem-lookup-unchecked": "&visits->total",
  "shmem-lookup-unallocated": '"broken_dynpgext:0.1:vists"',
  "handle-outside-init": "loader->allocate_shmem",
};

/** Faults that come about between two places show the other one too. */
const relatedFile: Readonly<Record<string, string>> = {
  "shmem-callback-throws": "broken_dynpgext.c",
  "shmem-name-duplicate": "broken_dynpgext.c",
  "bgw-function-unknown": "collector.c",
  "shmem-lookup-unchecked": "visits.c",
  "shmem-lookup-unallocated": "broken_dynpgext.c",
};

const waitForAllFaults = () => waitForFaults(readFaultTable().map(faultKey));

function diagnosticOf({ file, rule }: Fault): vscode.Diagnostic {
  const diagnostic = diagnosticsOf(file).find((each) => ruleOf(each) === rule);
  if (diagnostic === undefined) throw new Error(`${file} has no ${rule}.`);
  return diagnostic;
}

describe("broken_dynpgext", () => {
  beforeEach(restoreWorkspace);

  it("has every fault that its README lists and no other, while all files are closed", async () => {
    await waitForAllFaults();
    assert.deepEqual(vscode.window.visibleTextEditors, []);
  });

  it("has the text underlined that is wrong", async () => {
    await waitForAllFaults();
    const faults = readFaultTable();
    const texts = faults.map((fault) => underlinedText(fault.file, diagnosticOf(fault)));
    assert.deepEqual(
      faults.map(({ rule }, position) => `${rule}: ${texts[position]?.split("\n")[0]}`),
      faults.map(({ rule }) => `${rule}: ${underlined[rule]}`),
    );
  });

  it("shows the other places that take part in a fault", async () => {
    await waitForAllFaults();
    for (const fault of readFaultTable().filter(({ rule }) => rule in relatedFile)) {
      const related = diagnosticOf(fault).relatedInformation ?? [];
      const files = related.map(({ location }) => vscode.workspace.asRelativePath(location.uri, false));
      assert.ok(files.includes(relatedFile[fault.rule] ?? ""), `${fault.rule}: ${files.join(", ")}`);
    }
  });

  it("links each fault to a page that exists", async () => {
    await waitForAllFaults();
    const { extensionPath } = await activeExtension();
    for (const fault of readFaultTable()) {
      const { code } = diagnosticOf(fault);
      assert.ok(typeof code === "object", `${fault.rule} has no link`);
      const page = /\/docs\/rules\/[a-z-]+\.md$/.exec(code.target.path)?.[0] ?? "";
      assert.ok(existsSync(join(extensionPath, page)), code.target.toString());
      assert.match(readFileSync(join(extensionPath, page), "utf8"), new RegExp(`^# ${fault.rule}$`, "m"));
    }
  });

  it("is underlined in the editor, and listed in the Problems panel with links", async () => {
    await openFile("visits.c");
    await waitForAllFaults();
    await waitForVisible(selectors.squiggles);
    await press("Control+Shift+M");
    await waitForVisible(`${selectors.problemRows} a:has-text("dynpgext-magic-missing")`);
    const rows = await visibleTexts(selectors.problemRows);
    assert.ok(
      rows.some((row) => row.includes("has no DYNPGEXT_MAGIC")),
      rows.join("\n"),
    );
  });
});
