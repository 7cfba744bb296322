import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import type { IndexedWorkspace } from "../../server/src/engine/workspace";
import type { EntityKind } from "../../server/src/index/entities/entity";
import { loadSqlParser } from "../../server/src/syntax/sql/loadSqlParser";
import { exampleFiles, nameOf, root, workspaceOptions, type Files } from "../engine/analyseFiles";
import { applyChange, change } from "../engine/edits";

const kinds: readonly EntityKind[] = [
  "shmemName",
  "worker",
  "cFunction",
  "sqlFunction",
  "extension",
  "library",
];

async function workspaceOf(files: Files): Promise<IndexedWorkspace> {
  const workspace = createWorkspace(root, workspaceOptions());
  for (const [name, text] of files) workspace.setFile(`${root}/${name}`, text);
  workspace.provideSqlParser(await loadSqlParser());
  return workspace;
}

/** Every occurrence of every entity. */
function tableOf({ index: { entities } }: IndexedWorkspace): string[] {
  return kinds.flatMap((kind) =>
    entities.ofKind(kind).flatMap((entity) =>
      entities.occurrencesOf(entity).map(({ role, form, path, span }) => {
        return `${kind} ${entity.name} (${entity.scope ?? ""}) ${role} ${form} ${nameOf(path)}:${span.start}-${span.end}`;
      }),
    ),
  );
}

describe("the table of a workspace that lives through changes", () => {
  const original = exampleFiles("broken_dynpgext");

  it("is that of a new one with the same texts, whatever the order of the files", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        await nextTurn();
        const texts = new Map(original);
        const workspace = await workspaceOf(texts);
        tableOf(workspace);
        for (const each of changes) {
          if (each.kind === "configure") continue;
          const name = applyChange(texts, original, each);
          const text = name === undefined ? undefined : texts.get(name);
          if (name !== undefined && text !== undefined) workspace.setFile(`${root}/${name}`, text);
          else if (name !== undefined) workspace.removeFile(`${root}/${name}`);
        }
        expect(tableOf(workspace)).toEqual(tableOf(await workspaceOf(new Map([...texts].reverse()))));
      }),
      { numRuns: Number(process.env["FC_RUNS"] ?? 15) },
    );
  }, 120_000);

  it("says what stands at every place that it lists, and holds names where it says so", async () => {
    const { index } = await workspaceOf(original);
    for (const kind of kinds) {
      for (const entity of index.entities.ofKind(kind)) {
        for (const { form, path, span, role } of index.entities.occurrencesOf(entity)) {
          const text = original.get(nameOf(path))!.slice(span.start, span.end);
          if (form === "name") expect(text).toBe(entity.name);
          if (form === "literal") expect(text).toBe(JSON.stringify(entity.name));
          if (span.start === span.end) continue;
          const there = index.entities
            .entitiesAt(path, span.start)
            .map((each) => `${each.entity.name} ${each.role}`);
          expect(there).toContain(`${entity.name} ${role}`);
        }
      }
    }
  });
});
