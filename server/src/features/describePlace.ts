import type { Site } from "../base/span";
import type { EditorWorkspace } from "./editorWorkspace";

/** `folder/file.c:12`, relative to the workspace folder, with a 1-based line. */
export function describePlace(workspace: EditorWorkspace, { path, start }: Site): string {
  const { root } = workspace.index;
  const name = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const before = (workspace.text(path) ?? "").slice(0, start);
  let line = 1;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) line++;
  return `${name}:${line}`;
}

/** The function whose definition a place is in. */
export function functionAround({ index }: EditorWorkspace, { path, start }: Site): string | undefined {
  return index.cFiles.get(path)?.functions.find(({ placed }) => placed.start <= start && start < placed.end)
    ?.name;
}
