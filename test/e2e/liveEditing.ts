import assert from "node:assert/strict";
import * as vscode from "vscode";
import { replaceUnsaved, ruleOf, uriOf, waitForDiagnostics } from "./harness";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const NAME = 'BROKEN_VERSION ":visits"';
const isUnallocated = (diagnostic: vscode.Diagnostic) => ruleOf(diagnostic) === "shmem-lookup-unallocated";

describe("a name that is changed in one file", () => {
  beforeEach(restoreWorkspace);

  it("updates the problem in another file, before it is saved", async () => {
    await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
    await replaceUnsaved("broken_dynpgext.h", NAME, 'BROKEN_VERSION ":vists"');
    await waitForDiagnostics("visits.c", (all) => !all.some(isUnallocated));
    const header = await vscode.workspace.openTextDocument(uriOf("broken_dynpgext.h"));
    assert.ok(header.isDirty);

    await replaceUnsaved("broken_dynpgext.h", 'BROKEN_VERSION ":vists"', 'BROKEN_VERSION ":visitors"');
    const diagnostics = await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
    assert.match(diagnostics.find(isUnallocated)?.message ?? "", /"broken_dynpgext:0\.1:vists"/);
  });

  it("says the name of now in the message", async () => {
    await replaceUnsaved("broken_dynpgext.h", NAME, 'BROKEN_VERSION ":vistas"');
    await waitForDiagnostics("visits.c", (all) =>
      all.some(
        (each) => isUnallocated(each) && each.message.includes('did you mean "broken_dynpgext:0.1:vistas"'),
      ),
    );
  });

  it("counts again as it is on disk when the editor is closed without saving", async () => {
    await replaceUnsaved("broken_dynpgext.h", NAME, 'BROKEN_VERSION ":vists"');
    await waitForDiagnostics("visits.c", (all) => !all.some(isUnallocated));
    await restoreWorkspace();
    await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
  });
});
