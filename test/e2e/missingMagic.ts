import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import {
  applyAction,
  openFile,
  quickFixNamed,
  restoreWorkspace,
  ruleOf,
  underlinedText,
  waitForDiagnostics,
} from "./harness";
import { press, screenshot, selectors, visibleTexts, waitForVisible } from "./page";
import { beforeEach, describe, it } from "./suite";

const FILE = "broken_dynpgext.c";
const isMissingMagic = (diagnostic: Parameters<typeof ruleOf>[0]) =>
  ruleOf(diagnostic) === "dynpgext-magic-missing";

async function waitForMissingMagic() {
  const diagnostics = await waitForDiagnostics(FILE, (all) => all.some(isMissingMagic));
  const found = diagnostics.find(isMissingMagic);
  assert.ok(found);
  return found;
}

describe("a library without DYNPGEXT_MAGIC", () => {
  beforeEach(restoreWorkspace);

  it("is underlined at its PG_MODULE_MAGIC and listed in the Problems panel", async () => {
    await openFile(FILE);
    assert.equal(await underlinedText(FILE, await waitForMissingMagic()), "PG_MODULE_MAGIC");
    await press("Control+Shift+M");
    await waitForVisible(selectors.problemRows);
    await waitForVisible(selectors.squiggles);
    const rows = await visibleTexts(selectors.problemRows);
    assert.ok(
      rows.some((row) => row.includes("DYNPGEXT_MAGIC")),
      rows.join("\n"),
    );
    assert.ok(existsSync(await screenshot("problems")));
  });

  it("is fixed by its quick fix, without saving", async () => {
    await openFile(FILE);
    const { range } = await waitForMissingMagic();
    await applyAction(await quickFixNamed(FILE, range, "Add DYNPGEXT_MAGIC"));
    await waitForDiagnostics(FILE, (all) => !all.some(isMissingMagic));
  });
});
