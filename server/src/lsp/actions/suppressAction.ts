import { CodeActionKind, type CodeAction, type Diagnostic } from "vscode-languageserver/node";
import type { Finding } from "../../base/finding";
import type { Session } from "../session";
import { documentEdit, toWorkspaceEdit } from "./workspaceEdit";

/** What stands for the reason until the user writes one. */
const reasonPlaceholder = "reason";

/** Findings about suppressions themselves cannot be suppressed. */
const suppressionRules = /^suppression-/;

/** The analysis reads suppressions in C only. */
const commentedFiles = /\.[ch]$/;

/** "Suppress here": a comment on the line before the finding, with the cursor on its reason where the client can. */
export function suppressAction(
  session: Session,
  finding: Finding,
  diagnostics: Diagnostic[],
): CodeAction | undefined {
  const { rule, site } = finding;
  const text = session.places.text(site.path);
  if (text === undefined || suppressionRules.test(rule) || !commentedFiles.test(site.path)) return undefined;
  const place = commentPlace(text, site.start);
  const comment = (reason: string) =>
    `${place.indentation}/* dynpgext-ignore ${rule}: ${reason} */${place.lineEnd}`;
  return {
    title: `Suppress here with a comment (${rule})`,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: session.features.snippetEdits
      ? snippetEdit(session, site.path, place.offset, comment(`\${1:${reasonPlaceholder}}`))
      : toWorkspaceEdit(
          [{ path: site.path, start: place.offset, end: place.offset, newText: comment(reasonPlaceholder) }],
          session.places,
          session.features,
        ),
  };
}

/** The beginning of the line of `offset`, the line's indentation and line end; a macro's lines stay joined. */
function commentPlace(
  text: string,
  offset: number,
): { offset: number; indentation: string; lineEnd: string } {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
  const before = text.slice(Math.max(0, start - 3), start);
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  return { offset: start, indentation, lineEnd: /\\(\r\n|\n|\r)$/.test(before) ? ` \\${lineEnd}` : lineEnd };
}

function snippetEdit(
  { places }: Session,
  path: string,
  offset: number,
  comment: string,
): CodeAction["edit"] & object {
  const position = places.position(path, offset);
  const value = comment.replaceAll(/\\/g, "\\\\");
  const edit = { range: { start: position, end: position }, snippet: { kind: "snippet" as const, value } };
  return { documentChanges: [documentEdit(path, [edit], places)] };
}
