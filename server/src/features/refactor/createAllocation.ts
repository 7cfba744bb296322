import type { CFacts } from "../../facts/cFacts";
import type { FunctionRef } from "../../flow/program";
import type { EditorWorkspace } from "../editorWorkspace";
import { freshName } from "./freshName";
import { appendCode, beforeDefinition } from "./insertionPlaces";
import { lookupAt } from "./lookupAt";
import { nameArgument } from "./nameArgument";
import type { Refactoring } from "./refactoring";

/** For a look-up of memory that nobody allocates: the allocation, in `_Dynpgext_init`, which it creates if it has to. */
export function createAllocation(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): readonly Refactoring[] {
  const found = lookupAt(workspace, path, offset);
  if (found?.type === undefined) return [];
  const { entities, cFiles } = workspace.index;
  const entity = { kind: "shmemName", name: found.name } as const;
  if (entities.occurrencesOf(entity).some(({ role }) => role === "allocate")) return [];
  const init = found.view.entryPoint("_Dynpgext_init");
  const target = init?.path ?? path;
  const file = cFiles.get(target);
  if (!file) return [];
  const handle = init?.definition.parameters[0]?.name ?? "handle";
  const name = nameArgument(workspace, found, target);
  const callback = freshName(found, { before: "init_" });
  const call = `\t${handle}->allocate_shmem(${handle}, ${name}, sizeof(${found.type}), ${callback}, NULL,\n\t\t\t\t\t\t   DYNPGEXT_SCOPE_GLOBAL);\n`;
  const filling = callbackCode(callback, found.type);
  const edits = init
    ? [insertBefore(file, init, `${filling}\n`), insertAtEnd(init, call)]
    : [
        appendCode(
          file,
          `${filling}\nPGDLLEXPORT void\n_Dynpgext_init(const dynpgext_handle *${handle})\n{\n${call}}\n`,
        ),
      ];
  return [{ title: `Allocate "${found.name}" in _Dynpgext_init`, kind: "rewrite", edits }];
}

/** The memory need not be zeroed when the loader hands it out. */
function callbackCode(name: string, type: string): string {
  return `/* Runs in the postmaster: no call here may raise an error. */\nstatic void\n${name}(void *ptr, void *data)\n{\n\tmemset(ptr, 0, sizeof(${type}));\n}\n`;
}

function insertBefore(file: CFacts, { base }: FunctionRef, code: string): Refactoring["edits"][number] {
  const at = beforeDefinition(file, base);
  return { path: file.path, start: at, end: at, newText: code };
}

/** Before the closing brace of a function. */
function insertAtEnd(
  { path, base, text, definition }: FunctionRef,
  code: string,
): Refactoring["edits"][number] {
  const brace = definition.body.end - 1;
  const lineStart = text.lastIndexOf("\n", brace) + 1;
  const isAlone = text.slice(lineStart, brace).trim() === "";
  const at = base + (isAlone ? lineStart : brace);
  return { path, start: at, end: at, newText: isAlone ? code : `\n${code}` };
}
