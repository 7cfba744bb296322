import { foldName } from "../index/entities/foldName";
import type { EditorWorkspace } from "./editorWorkspace";

/** The text that a macro or a constant array stands for in a file; undefined for every other word. */
export function foldedText({ index }: EditorWorkspace, path: string, name: string): string | undefined {
  const program = index.entities.programWith(path);
  if (!program) return undefined;
  const identifier = { kind: "identifier", name, start: 0, end: 0 } as const;
  return foldName(program, identifier, { path, base: undefined, isLocal: () => false })?.text;
}
