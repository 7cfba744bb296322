import type { ServerMessage } from "./serverMessage";
import type { SourcePlace } from "./sourceDiagnostic";

/**
 * The line of the workspace that raised a message: the server tells the base name of the C file and the line. Undefined
 * when no file, or more than one, has that name.
 */
export function raisedAt(
  { file, line }: Pick<ServerMessage, "file" | "line">,
  files: readonly string[],
  textOf: (path: string) => string | undefined,
): SourcePlace | undefined {
  if (file === undefined || line === undefined) return undefined;
  const base = file.slice(file.lastIndexOf("/") + 1);
  const [path, ...others] = files.filter((each) => each.slice(each.lastIndexOf("/") + 1) === base);
  if (path === undefined || others.length > 0) return undefined;
  const text = (textOf(path) ?? "").split(/\r\n|\r|\n/)[line - 1];
  if (text === undefined) return undefined;
  return {
    path,
    start: { line: line - 1, column: text.length - text.trimStart().length },
    end: { line: line - 1, column: text.trimEnd().length },
  };
}
