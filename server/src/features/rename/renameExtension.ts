import { fail, ok, type Result } from "../../base/result";
import type { TextEdit } from "../../base/textEdit";
import type { Entity } from "../../index/entities/entity";
import { controlFileName } from "../../syntax/control/controlFileName";
import { scriptName } from "../../syntax/sql/scriptName";
import type { EditorWorkspace } from "../editorWorkspace";
import { siteOf } from "../findDefinitions";
import { isPlainSqlName } from "./checkName";
import { distinctEdits } from "./renameFunction";
import type { FileRename, RenamePlan, TestFiles } from "./renamePlan";

/**
 * Renames an extension: its control files and scripts, what the Makefile, other control files, scripts, tests
 * and C code call it. Its library keeps its name.
 */
export function renameExtension(
  workspace: EditorWorkspace,
  { name }: Entity,
  to: string,
  tests: TestFiles,
): Result<RenamePlan> {
  const { index } = workspace;
  if (index.extensions.some((extension) => extension.name === to))
    return fail("rename-used", `There is an extension ${to} already.`, "Choose another name.");
  const files = filesOf(workspace, name, to);
  if (files.length === 0)
    return fail(
      "rename-generated",
      `The control file of ${name} is no file of the workspace: the build writes it, or another project has it.`,
    );
  const known = new Set(workspace.paths());
  const taken = files.find((file) => known.has(file.to));
  if (taken) return fail("rename-used", `The file ${taken.to} is there already.`, "Choose another name.");
  const edits: TextEdit[] = [];
  for (const occurrence of index.entities.occurrencesOf({ kind: "extension", name })) {
    if (occurrence.form !== "name") continue;
    const { role, path, span } = occurrence;
    if (role === "build" && !isAssigned(workspace.text(path) ?? "", span.start, "EXTENSION"))
      return fail(
        "rename-shared-text",
        `The build file takes the name from a variable that may stand for more than the extension.`,
        "Write the name after EXTENSION = first.",
      );
    if (role === "mention" && !isPlainSqlName(to)) return needsQuotes(to);
    edits.push({ ...siteOf(occurrence), newText: to });
  }
  const folders = new Set(files.map(({ from }) => folderOf(from)));
  for (const path of workspace.paths())
    edits.push(...edited(path, workspace.text(path) ?? "", folders, name, to));
  for (const [path, text] of tests) {
    const found = matchEdits(path, text, inSql(name), to);
    if (found.length > 0 && !isPlainSqlName(to)) return needsQuotes(to);
    edits.push(...found);
  }
  return ok({ edits: distinctEdits(edits), files });
}

function needsQuotes(to: string): Result<RenamePlan> {
  return fail(
    "rename-unquotable",
    `"${to}" needs quotes in SQL, and scripts or tests name the extension without them.`,
    "Choose a name of lower-case letters, digits and _.",
  );
}

function filesOf({ paths }: EditorWorkspace, name: string, to: string): readonly FileRename[] {
  return paths().flatMap((from): FileRename[] => {
    const isOwn = controlFileName(from)?.extension === name || scriptName(from)?.extension === name;
    const folder = folderOf(from);
    return isOwn ? [{ from, to: `${folder}/${to}${from.slice(folder.length + 1 + name.length)}` }] : [];
  });
}

/** The names of the extension's files in build files, and the name in C code that asks for it. */
function edited(
  path: string,
  text: string,
  folders: ReadonlySet<string>,
  name: string,
  to: string,
): readonly TextEdit[] {
  const isBuild = /\/(?:(?:GNUm|M|m)akefile[^/]*|meson\.build|CMakeLists\.txt|[^/]+\.mk)$/u.test(path);
  if (isBuild && folders.has(folderOf(path)))
    return matchEdits(path, text, new RegExp(String.raw`(?<![\w.-])${name}(?=\.control\b|--)`, "gu"), to);
  if (/\.[ch]$/u.test(path))
    return matchEdits(
      path,
      text,
      new RegExp(String.raw`(?<=get_extension_oid\s*\(\s*")${name}(?=")`, "gu"),
      to,
    );
  return [];
}

function inSql(name: string): RegExp {
  const statement = String.raw`(?<=\bEXTENSION\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?"?)${name}(?![\w$-])`;
  return new RegExp(String.raw`${statement}|(?<=\bextension ")${name}(?=")`, "giu");
}

function matchEdits(path: string, text: string, pattern: RegExp, newText: string): readonly TextEdit[] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    path,
    start: index,
    end: index + found.length,
    newText,
  }));
}

function isAssigned(text: string, offset: number, variable: string): boolean {
  // Continued lines belong to the assignment that begins before them.
  const before = text.slice(0, offset).replace(/\\\r?\n/gu, "  ");
  return new RegExp(String.raw`^\s*${variable}\s*[:+?]?=`, "u").test(
    before.slice(before.lastIndexOf("\n") + 1),
  );
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
