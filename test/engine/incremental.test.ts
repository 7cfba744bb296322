import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Workspace } from "../../server/src/engine/workspace";
import { exampleFiles, root, workspaceOf, workspaceOptions, type Files, type Options } from "./analyseFiles";
import { applyChange, change } from "./edits";

/** Everything that a workspace says, in an order of its own. */
function saidBy(workspace: Workspace): string {
  const { findings, internalErrors } = workspace.analyze();
  const byPath = [...findings].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ findings: byPath, internalErrors }, null, 1);
}

function reversed(files: Files): Files {
  return new Map([...files].reverse());
}

describe("a workspace that lives through changes", () => {
  it("says what a new one with the same texts says, whatever the order of the files", async () => {
    const original = exampleFiles("broken_dynpgext");
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const texts = new Map(original);
        const workspace = workspaceOf(texts);
        let options: Options = {};
        workspace.analyze();
        for (const each of changes) {
          await nextTurn();
          if (each.kind === "configure") {
            options = each;
            workspace.configure(workspaceOptions(options));
          } else {
            const name = applyChange(texts, original, each);
            const text = name === undefined ? undefined : texts.get(name);
            if (name !== undefined && text !== undefined) workspace.setFile(`${root}/${name}`, text);
            else if (name !== undefined) workspace.removeFile(`${root}/${name}`);
          }
          const lived = saidBy(workspace);
          expect(lived).toBe(saidBy(workspaceOf(texts, options)));
          expect(lived).toBe(saidBy(workspaceOf(reversed(texts), options)));
        }
      }),
      { numRuns: Number(process.env["FC_RUNS"] ?? 15) },
    );
  }, 120_000);
});
