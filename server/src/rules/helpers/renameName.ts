/** Edits that change what a name argument says, at the place where its text stands. */
import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import { piecesOf } from "../../flow/evaluate/text";
import type { TextValue } from "../../flow/evaluate/value";
import type { NameArgument } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import { plainLiteral, textAt } from "./shmemNames";

export interface Rename {
  readonly view: LibraryView;
  readonly name: NameArgument;
  readonly text: TextValue;
  readonly to: string;
  /** A literal that other names are made of too: it must stay as it is. */
  isShared(literal: Site): boolean;
}

/** Changes the one literal that holds the difference; where there is none, the argument itself. Undefined when neither can be. */
export function renameName(rename: Rename): TextEdit | undefined {
  if (/["\\\n\0?]/u.test(rename.to)) return undefined;
  return changeLiteral(rename) ?? replaceArgument(rename);
}

function changeLiteral({ view, text, to, isShared }: Rename): TextEdit | undefined {
  const from = text.text;
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let end = 0;
  while (
    end < from.length - start &&
    end < to.length - start &&
    from[from.length - 1 - end] === to[to.length - 1 - end]
  )
    end++;
  let offset = 0;
  for (const piece of piecesOf(text)) {
    const pieceEnd = offset + piece.text.length;
    const holds = offset <= start && from.length - end <= pieceEnd;
    const literal = holds ? plainLiteral(view, piece) : undefined;
    if (literal && piece.literal && !isShared(piece.literal)) {
      return {
        path: literal.path,
        start: literal.start,
        end: literal.end,
        newText: to.slice(offset, to.length - (from.length - pieceEnd)),
      };
    }
    offset = pieceEnd;
  }
  return undefined;
}

/** Writes the new name in place of literals and macros that stand as the argument. */
function replaceArgument({ view, name, to }: Rename): TextEdit | undefined {
  if (name.texts.length !== 1 || !name.isKnown) return undefined;
  const written = textAt(view, name.site);
  const isText = /^(?:"(?:[^"\\\n]|\\.)*"|[A-Za-z_]\w*|\s+)+$/u.test(written);
  const words = written.replace(/"(?:[^"\\\n]|\\.)*"/gu, " ").match(/[A-Za-z_]\w*/gu) ?? [];
  const areMacros = words.every((word) => view.program.findMacros(word, name.site.path).length > 0);
  if (!isText || !areMacros) return undefined;
  return { path: name.site.path, start: name.site.start, end: name.site.end, newText: `"${to}"` };
}
