import { handleFields, interfaceDocs } from "../../pg/interfaceDocs";
import { workerFields } from "../../pg/backgroundWorker";
import { workerDocs, workerFieldValues } from "../../pg/workerDocs";
import type { CCursor } from "../cCursor";
import type { EditorWorkspace } from "../editorWorkspace";
import { foldedText } from "../foldedText";
import { cEscaped } from "../rename/renameText";
import { registerArgumentsOf } from "../registerArgumentsOf";
import { apiCandidates } from "./apiCandidates";
import { completeArgumentMacros } from "./completeArgumentMacros";
import type { Candidate } from "./completion";

/** Words of C code: the interface, the fields of workers and handles, functions of PostgreSQL with their memory behaviour. */
export function completeC(workspace: EditorWorkspace, path: string, cursor: CCursor): readonly Candidate[] {
  const { previous } = cursor;
  if (previous === "->" || previous === ".") return members(cursor);
  const values = valuesFor(workspace, path, cursor);
  // A number or a punctuator is no word that could go on.
  if (previous !== undefined && /^["'\d]/u.test(previous)) return values;
  return [
    ...values,
    ...completeArgumentMacros(workspace, path, cursor),
    ...plainWords(workspace, path, cursor),
  ];
}

function members({ object, before, previous }: CCursor): readonly Candidate[] {
  const isDesignator = previous === "." && (object === "{" || object === ",");
  const typeOf = (name: string): string | undefined =>
    new RegExp(String.raw`\b(dynpgext_handle|BackgroundWorker)\s*\*?\s*(?:const\s+)?${name}\b`, "u").exec(
      before,
    )?.[1];
  const type = isDesignator
    ? /\bBackgroundWorker\s+\w+\s*(?:\[[^\]]*\]\s*)*=\s*\{[^;]*$/u.test(before)
      ? "BackgroundWorker"
      : undefined
    : object !== undefined && /^[A-Za-z_]\w*$/u.test(object)
      ? typeOf(object)
      : undefined;
  if (type === "BackgroundWorker")
    return workerFields.map(({ name }, i) => ({
      label: name,
      kind: "field",
      rank: i / 100,
      detail: workerDocs.get(name)?.declaration ?? "",
    }));
  if (type !== "dynpgext_handle") return [];
  return [...handleFields].map(([label, { declaration }]) => ({ label, kind: "field", detail: declaration }));
}

/** What the place at the cursor asks for: flags, names, values of a field. */
function valuesFor(workspace: EditorWorkspace, path: string, cursor: CCursor): readonly Candidate[] {
  const call = cursor.calls.at(-1);
  const field = workerFieldValues.get(cursor.assigned ?? "");
  if (field)
    return field.map((label, i) => ({
      label,
      kind: "constant",
      rank: i / 100,
      detail: workerDocs.get(label)?.text ?? "",
    }));
  if (!call) return [];
  if (call.callee === "allocate_shmem" && call.isMember && call.argument === 5)
    return flags(/SCOPE|ALLOCATE/u);
  if (
    call.callee === "register_bgworker" &&
    call.isMember &&
    call.argument === registerArgumentsOf(workspace, path) - 1
  )
    return flags(/SCOPE|REGISTER/u);
  const isName =
    (call.callee === "dynpgext_lookup_shmem" && call.argument === 0) ||
    (call.callee === "allocate_shmem" && call.argument === 1);
  return isName ? nameWords(workspace, path) : [];
}

function flags(pattern: RegExp): readonly Candidate[] {
  return [...interfaceDocs]
    .filter(([name]) => name.startsWith("DYNPGEXT_") && pattern.test(name))
    .map(([label, { text }]) => ({ label, kind: "constant", detail: text.split(". ")[0] ?? "", rank: 0 }));
}

/** Names as code writes them: by the macros that stand for them, and as literals. */
function nameWords(workspace: EditorWorkspace, path: string): readonly Candidate[] {
  const { entities } = workspace.index;
  const names = new Set(entities.ofKind("shmemName").map(({ name }) => name));
  const program = entities.programWith(path);
  const macros = (program?.visibleFrom(path) ?? []).flatMap(({ source }) =>
    source.macros.flatMap(({ name, parameters, body }) => (parameters || !body.includes('"') ? [] : name)),
  );
  const macroWords = [...new Set(macros)].flatMap((label): Candidate[] => {
    const text = foldedText(workspace, path, label);
    return text !== undefined && names.has(text)
      ? [{ label, kind: "macro", detail: JSON.stringify(text), rank: 0 }]
      : [];
  });
  const literals = [...names].map((name): Candidate => ({
    label: `"${cEscaped(name)}"`,
    kind: "text",
    rank: 0.5,
  }));
  return [...macroWords, ...literals];
}

function plainWords({ index }: EditorWorkspace, path: string, { before }: CCursor): readonly Candidate[] {
  const usesInterface = index.cFiles.get(path)?.mentionsInterface ?? false;
  const own = usesInterface
    ? [...interfaceDocs].map(([label, { declaration }]): Candidate => ({
        label,
        kind: /^(?:dynpgext_lookup|_Dyn)/u.test(label) ? "function" : "constant",
        detail: declaration,
      }))
    : [];
  const typed = /[A-Za-z_]\w*$/u.exec(before)?.[0] ?? "";
  return [...own, ...apiCandidates(typed, index.options.pgMajor)];
}
