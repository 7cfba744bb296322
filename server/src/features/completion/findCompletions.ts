import { controlFileName } from "../../syntax/control/controlFileName";
import { cCursor } from "../cCursor";
import type { EditorWorkspace } from "../editorWorkspace";
import { completeC } from "./completeC";
import { completeControl } from "./completeControl";
import { completeSql } from "./completeSql";
import { completeString } from "./completeString";
import type { Completion } from "./completion";

/** What can be written at an offset that no C tool knows. */
export function findCompletions(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): readonly Completion[] {
  const file = workspace.index.cFiles.get(path);
  if (file) {
    const cursor = cCursor(file, offset);
    if (cursor.place === "comment") return [];
    const candidates =
      cursor.place === "string"
        ? completeString(workspace, path, cursor)
        : completeC(workspace, path, cursor);
    return candidates.map((candidate) => ({ ...candidate, span: cursor.replaced }));
  }
  const text = workspace.text(path);
  if (text === undefined) return [];
  if (controlFileName(path)) return completeControl(workspace, path, text, offset);
  return path.endsWith(".sql") ? completeSql(workspace, path, text, offset) : [];
}
