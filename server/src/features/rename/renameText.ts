import { fail, ok, type Result } from "../../base/result";
import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import type { TextPiece } from "../../flow/evaluate/value";
import type { Entity } from "../../index/entities/entity";
import type { EditorWorkspace } from "../editorWorkspace";
import { othersWith, textUses, type TextUse } from "./textHolders";

/** A text as it stands in a C literal, without the quotes. */
export function cEscaped(text: string): string {
  return text.replace(/["\\]/gu, "\\$&");
}

/**
 * The edits that make every use of a name say another text. Each goes to the one literal that holds what
 * changes; where there is none, or other names hold it too, it fails with the reason.
 */
export function renameText(
  workspace: EditorWorkspace,
  entity: Entity,
  to: string,
): Result<readonly TextEdit[]> {
  const edits = new Map<string, TextEdit>();
  for (const use of textUses(workspace, entity)) {
    const edit = editOf(workspace, entity, use, to);
    if (!edit.ok) return edit;
    const { path, start } = edit.value;
    edits.set(`${path}\0${start}`, edit.value);
  }
  return edits.size > 0
    ? ok([...edits.values()])
    : fail("rename-no-text", `No literal of the workspace holds "${entity.name}".`);
}

interface Change {
  /** Of the old text, from the first to behind the last letter that changes. */
  readonly start: number;
  readonly end: number;
}

function changeBetween(from: string, to: string): Change {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let kept = 0;
  const most = Math.min(from.length, to.length) - start;
  while (kept < most && from[from.length - 1 - kept] === to[to.length - 1 - kept]) kept++;
  return { start, end: from.length - kept };
}

function editOf(workspace: EditorWorkspace, entity: Entity, use: TextUse, to: string): Result<TextEdit> {
  const from = entity.name;
  const place = placeOf(workspace, use);
  const change = changeBetween(from, to);
  const holders = piecesHolding(use.pieces, change);
  if (holders.length === 0) {
    const parts = use.pieces.map(({ text }) => `"${text}"`).join(" ");
    return fail(
      "rename-several-parts",
      `The name at ${place} is put together from ${parts === "" ? "parts that are not known" : parts}, and the change goes over more than one of them.`,
      "Change one part at a time.",
    );
  }
  let refusal: Result<TextEdit> | undefined;
  for (const { piece, offset } of holders) {
    const literal = piece.literal;
    if (!literal) {
      refusal ??= fail(
        "rename-no-literal",
        `The part "${piece.text}" of the name at ${place} stands in no literal: the build or a computation makes it.`,
        "Change the other parts of the name, or what makes this one.",
      );
      continue;
    }
    const others = othersWith(workspace, entity, literal);
    if (others.length > 0) {
      const names = others.map(({ name }) => `"${name}"`).join(", ");
      refusal ??= fail(
        "rename-shared-text",
        `The part "${piece.text}" of the name at ${place} is a part of ${names} too, which would change with it.`,
        "Change the part where it is written if all of them are meant.",
      );
      continue;
    }
    const last = to.length - (from.length - (offset + piece.text.length));
    return replaceLiteral(workspace, literal, piece, to.slice(offset, last));
  }
  return refusal!;
}

/** The pieces that hold all that changes. An insertion between two pieces can go to either. */
function piecesHolding(
  pieces: readonly TextPiece[],
  { start, end }: Change,
): { readonly piece: TextPiece; readonly offset: number }[] {
  const holders: { piece: TextPiece; offset: number }[] = [];
  let offset = 0;
  for (const piece of pieces) {
    if (offset <= start && end <= offset + piece.text.length) holders.push({ piece, offset });
    offset += piece.text.length;
  }
  return holders;
}

function replaceLiteral(
  workspace: EditorWorkspace,
  { path, start, end }: Site,
  piece: TextPiece,
  newText: string,
): Result<TextEdit> {
  const written = workspace.text(path)?.slice(start, end);
  if (written !== `"${cEscaped(piece.text)}"`)
    return fail(
      "rename-escapes",
      `The literal ${written ?? ""} is written with escapes or a prefix that a rename would lose.`,
      "Write it plainly first.",
    );
  return ok({ path, start: start + 1, end: end - 1, newText: cEscaped(newText) });
}

/** `file.c:12`, for messages. */
export function placeOf(workspace: EditorWorkspace, { occurrence: { path, span } }: TextUse): string {
  const line = (workspace.text(path) ?? "").slice(0, span.start).split("\n").length;
  return `${path.slice(path.lastIndexOf("/") + 1)}:${line}`;
}
