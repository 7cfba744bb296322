import { controlFileName } from "../syntax/control/controlFileName";
import { readControl } from "../syntax/control/readControl";
import { normalPath } from "../syntax/buildTarget";
import type { EditorWorkspace } from "./editorWorkspace";

/** The workspace file that a word of a control or build file means: a script, a source behind an object file. */
export function fileNamedAt(workspace: EditorWorkspace, path: string, offset: number): string | undefined {
  const extension = controlFileName(path)?.extension;
  const isBuild = /\/(?:(?:GNUm|M|m)akefile[^/]*|meson\.build|CMakeLists\.txt|[^/]+\.mk)$/u.test(path);
  const text = extension === undefined && !isBuild ? undefined : workspace.text(path);
  if (text === undefined) return undefined;
  const paths = new Set(workspace.paths());
  const folder = path.slice(0, path.lastIndexOf("/"));
  if (extension !== undefined) {
    const entry = readControl(text).entries.find(
      ({ key, valueSpan }) =>
        key === "default_version" && valueSpan.start <= offset && offset <= valueSpan.end,
    );
    return entry && [...paths].find((other) => other.endsWith(`/${extension}--${entry.value}.sql`));
  }
  const before = /[\w./+-]*$/u.exec(text.slice(Math.max(0, offset - 256), offset))?.[0] ?? "";
  const word = before + (/^[\w./+-]*/u.exec(text.slice(offset, offset + 256))?.[0] ?? "");
  const names = [word, word.replace(/\.o$/u, ".c"), `${word}.c`, `${word}.control`];
  return names.map((name) => normalPath(`${folder}/${name}`)).find((candidate) => paths.has(candidate));
}
