import { entityKey, type Entity } from "../index/entities/entity";
import type { EditorWorkspace } from "./editorWorkspace";

/** What C functions are to other languages, in words: `SQL function add`, `main function of worker x`. */
export function functionNotes({ index }: EditorWorkspace): (path: string, name: string) => readonly string[] {
  const notes = new Map<string, string[]>();
  for (const { from, to } of index.entities.links) {
    if (to.kind !== "cFunction") continue;
    const note = noteOf(from);
    const known = notes.get(entityKey(to));
    if (!known) notes.set(entityKey(to), [note]);
    else if (!known.includes(note)) known.push(note);
  }
  return (path, name) => notes.get(entityKey({ kind: "cFunction", name, scope: path })) ?? [];
}

function noteOf({ kind, name }: Entity): string {
  return kind === "worker" ? `main function of worker ${name}` : `SQL function ${name}`;
}
