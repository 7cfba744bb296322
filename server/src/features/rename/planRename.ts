import { fail, ok, type Result } from "../../base/result";
import type { TextEdit } from "../../base/textEdit";
import type { Entity } from "../../index/entities/entity";
import { maxShmemNameBytes } from "../../pg/dynpgextInterface";
import { mayBe, utf8Bytes } from "../../rules/helpers/shmemNames";
import type { EditorWorkspace } from "../editorWorkspace";
import { checkName } from "./checkName";
import { expectedOutputEdits } from "./expectedOutput";
import { renameExtension } from "./renameExtension";
import { distinctEdits, renameFunction } from "./renameFunction";
import type { RenamePlan, TestFiles } from "./renamePlan";
import { renameText } from "./renameText";

/** All that giving something another name changes, or the reason why that cannot be done safely. */
export function planRename(
  workspace: EditorWorkspace,
  entity: Entity,
  to: string,
  tests: TestFiles,
): Result<RenamePlan> {
  if (to === entity.name) return ok({ edits: [], files: [] });
  const fits = checkName(entity.kind, to);
  if (!fits.ok) return fits;
  if (entity.kind === "extension") return renameExtension(workspace, entity, to, tests);
  const edits =
    entity.kind === "cFunction" || entity.kind === "sqlFunction"
      ? renameFunction(workspace, entity, to, tests)
      : renameNamed(workspace, entity, to, tests);
  return edits.ok ? ok({ edits: edits.value, files: [] }) : edits;
}

/** What a text of the program names: memory, workers, settings, tranches. */
function renameNamed(
  workspace: EditorWorkspace,
  entity: Entity,
  to: string,
  tests: TestFiles,
): Result<readonly TextEdit[]> {
  const { kind, name } = entity;
  if (workspace.index.entities.ofKind(kind).some((other) => other.name === to))
    return fail("rename-used", `"${to}" is used already.`, "Choose another name.");
  const doubt = kind === "shmemName" ? doubtOf(workspace, name) : undefined;
  if (doubt) return doubt;
  const edits = renameText(workspace, entity, to);
  if (!edits.ok || kind !== "guc") return edits;
  return ok(distinctEdits([...edits.value, ...settingEdits(workspace, name, to, tests)]));
}

/** Who else may mean the name. */
function doubtOf({ index }: EditorWorkspace, name: string): Result<readonly TextEdit[]> | undefined {
  if (utf8Bytes(name) > maxShmemNameBytes)
    return fail(
      "rename-too-long",
      `The loader keeps only ${maxShmemNameBytes} bytes of this name, so that other names may mean the same memory.`,
    );
  const owners = index.interfaceLibraries.filter((view) =>
    view.allocations.some((allocation) => allocation.name.texts.some(({ text }) => text === name)),
  );
  if (owners.length > 1)
    return fail(
      "rename-several-owners",
      `"${name}" is allocated by ${owners.map(({ library }) => library.name).join(" and ")}: which of them is to be renamed cannot be told.`,
      "Rename in the code of one of them by hand.",
    );
  for (const view of index.interfaceLibraries) {
    for (const { name: used } of [...view.lookups, ...view.allocations]) {
      if (used.texts.some(({ text }) => text === name) || used.isArbitrary || !mayBe(used, name)) continue;
      const file = used.site.path.slice(used.site.path.lastIndexOf("/") + 1);
      return fail(
        "rename-run-time",
        `A name that is put together at run time in ${file} may be "${name}" too, and would not change with it.`,
        "Change the parts where they are written.",
      );
    }
  }
  return undefined;
}

/** The name of a setting in scripts, tests and configuration files. */
function settingEdits(
  workspace: EditorWorkspace,
  from: string,
  to: string,
  tests: TestFiles,
): readonly TextEdit[] {
  const word = new RegExp(String.raw`(?<![\w.$])${from.replace(/[.$]/gu, "\\$&")}(?![\w$]|\.\w)`, "gu");
  const found: TextEdit[] = [];
  const scripts = workspace.paths().filter((path) => path.endsWith(".sql"));
  const texts = [...scripts.map((path) => [path, workspace.text(path) ?? ""] as const), ...tests];
  for (const [path, text] of texts) {
    if (path.endsWith(".out")) found.push(...expectedOutputEdits(path, text, word, { from, to }));
    else
      for (const { index, 0: written } of text.matchAll(word))
        found.push({ path, start: index, end: index + written.length, newText: to });
  }
  return found;
}
