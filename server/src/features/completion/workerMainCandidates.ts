import type { EditorWorkspace } from "../editorWorkspace";

/** Functions of the file's library that could be the main function of a worker: `void name(Datum …)`, not static. */
export function workerMainCandidates({ index }: EditorWorkspace, path: string): readonly string[] {
  const program = index.entities.programWith(path);
  const found = (program?.files ?? []).flatMap((file) =>
    file.functions.flatMap(({ name, isStatic, placed }) => {
      const head = placed.chunk.text.slice(0, 400);
      const isMain = new RegExp(String.raw`\bvoid\s+${name}\s*\(\s*Datum\b[^,)]*\)`, "u").test(head);
      return isMain && !isStatic ? name : [];
    }),
  );
  return [...new Set(found)].sort();
}
