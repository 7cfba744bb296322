import { Punctuator, type CodeView } from "./codeView";
import { endOfBraces } from "./endOfBraces";
import { keepShape } from "./keepShape";
import { Kind } from "./lex";
import { isNamedIn, isOldStyleHead } from "./oldStyle";
import { nameBefore } from "./nameBefore";
import type { KnownPieces, Piece } from "./piece";
import { Word } from "./wordClasses";

const nothingKnown: KnownPieces = { at: () => undefined };

/**
 * Cuts the code of a file into its top-level definitions. When braces do not balance it goes on at the next
 * `}` or function head in the first column, so that a broken definition takes no other one with it.
 */
export function splitTopLevel(view: CodeView, known: KnownPieces = nothingKnown): Piece[] {
  const splitter = keepShape("splitter", new Splitter(view, known));
  for (let token = 0; token < view.count;) token = splitter.read(token);
  return splitter.pieces;
}

class Splitter {
  readonly pieces: Piece[] = [];
  /** `extern "C" {` blocks that are open: their braces belong to no definition. */
  private linkageBlocks = 0;

  /** Index of the latest function in `pieces`, or -1. */
  private lastFunction = -1;

  constructor(
    private readonly view: CodeView,
    private readonly known: KnownPieces,
  ) {}

  /** Reads one definition from its first token and returns the token behind it. */
  read(first: number): number {
    const { view } = this;
    const code = view.punctuator(first);
    if (code === Punctuator.semicolon) return first + 1;
    if (code === Punctuator.closeBrace) return this.strayBrace(first);
    if (this.isLinkageBlock(first)) {
      this.linkageBlocks++;
      return first + 3;
    }
    if (view.wordClass(first) === Word.foreign) return this.foreignBlock(first);
    if (view.wordClass(first) === Word.statement && view.startsLine(first + 1)) {
      if (view.isWord(first + 1)) return this.push("other", first, first);
    }
    const known = this.known.at(view.start(first));
    if (known === undefined) return this.readHead(first);
    this.lastFunction = this.pieces.length;
    this.pieces.push(known);
    return view.tokenFrom(known.end, first);
  }

  /** `namespace N {`, `template <…>`, `class C {`: C++, of which nothing is understood. One piece, to the end of its braces or its `;`. */
  private foreignBlock(first: number): number {
    const { view } = this;
    let depth = 0;
    for (let token = first; token < view.count; token++) {
      const code = view.punctuator(token);
      if (code === Punctuator.openBrace) depth++;
      else if (code === Punctuator.closeBrace) depth--;
      if (depth <= 0 && (code === Punctuator.closeBrace || code === Punctuator.semicolon)) {
        return this.push("other", first, token);
      }
    }
    return this.push("other", first, view.count - 1);
  }

  private readHead(first: number): number {
    const { view } = this;
    const head: Head = {
      first,
      name: -1,
      close: -1,
      hasInitializer: false,
      isCatalog: false,
      isClosed: true,
    };
    keepShape("head", head);
    let token = first;
    while (token < view.count) {
      const code = view.punctuator(token);
      if (code === Punctuator.openParenthesis) {
        const next = this.readGroup(head, token);
        if (next < 0) return this.push("other", first, head.close);
        token = next;
      } else if (code === Punctuator.semicolon) {
        if (!this.continuesOldStyle(head, token)) return this.push("other", first, token);
        token++;
      } else if (code === Punctuator.openBrace) {
        if (this.opensBody(head, token)) {
          const last = endOfBraces(view, token);
          const name = this.isMadeByMacro(head, token) ? first + 2 : head.name;
          const isClosed = head.isClosed && last === view.closing(token);
          return this.push("function", first, last, { name, isClosed });
        }
        const isHeadMacro = token === first + 1 && view.wordClass(first) !== Word.aggregate;
        const last = endOfBraces(view, token);
        if (last !== view.closing(token)) head.isClosed = false;
        if (isHeadMacro) return this.push("function", first, last);
        token = last + 1;
        if (this.startsAnew(token)) return this.push("other", first, token - 1);
      } else if (code === Punctuator.closeBrace) {
        return this.push("other", first, token - 1);
      } else {
        if (code === Punctuator.equals) head.hasInitializer = true;
        token = this.skipWord(head, token);
      }
    }
    return this.push("other", first, view.count - 1);
  }

  /** Steps over a word, and over its arguments when it stands for an attribute. */
  private skipWord(head: Head, token: number): number {
    const { view } = this;
    const wordClass = view.wordClass(token);
    if (wordClass === Word.catalog) head.isCatalog = true;
    const takesArguments =
      wordClass === Word.attribute || wordClass === Word.blankCall || wordClass === Word.blankEither;
    if (!takesArguments || view.punctuator(token + 1) !== Punctuator.openParenthesis) return token + 1;
    const close = view.closing(token + 1);
    if (close < 0) head.isClosed = false;
    return close < 0 ? token + 1 : close + 1;
  }

  /** Steps over a parenthesised group; -1 when the definition ends with it (a macro used without `;`). */
  private readGroup(head: Head, open: number): number {
    const { view } = this;
    const close = view.closing(open);
    if (close < 0) {
      head.isClosed = false;
      return open + 1;
    }
    const isPointerMacro = close === open + 2 && view.punctuator(open + 1) === Punctuator.star;
    if (head.hasInitializer || isPointerMacro) return close + 1;
    const isPrefix = open === head.first + 1 && view.isWord(close + 1);
    if (isPrefix && !isOldStyleHead(view, open, close)) {
      if (!view.startsLine(close + 1)) return close + 1;
      head.close = close;
      return -1;
    }
    if (open === head.first + 1 && close + 1 === view.count) {
      head.close = close;
      return -1;
    }
    if (head.name < 0) {
      head.name = nameBefore(view, open);
      head.close = close;
    }
    return close + 1;
  }

  private opensBody(head: Head, brace: number): boolean {
    const { view } = this;
    if (head.name < 0 || head.hasInitializer || head.isCatalog) return false;
    return view.wordClass(brace - 1) !== Word.aggregate && view.wordClass(brace - 2) !== Word.aggregate;
  }

  /** `MACRO(name) { … }`: the macro makes the rest of the head. */
  private isMadeByMacro(head: Head, brace: number): boolean {
    const isLone = head.name === head.first && head.close === head.first + 3 && brace === head.close + 1;
    return isLone && this.view.isWord(head.first + 2) && this.view.wordClass(head.first + 2) === 0;
  }

  /** `int f(a, b) int a;` goes on at the `;`, because a parameter was declared. */
  private continuesOldStyle(head: Head, semicolon: number): boolean {
    if (head.name < 0 || semicolon - 1 <= head.close) return false;
    return isNamedIn(this.view, head.name + 1, head.close, semicolon);
  }

  /** Behind a struct body: a new definition begins here, so the `;` is missing. */
  private startsAnew(token: number): boolean {
    const { view } = this;
    if (token >= view.count || !view.isInFirstColumn(token)) return false;
    const wordClass = view.wordClass(token);
    return wordClass === Word.aggregate || wordClass === Word.specifier || wordClass === Word.primitive;
  }

  private isLinkageBlock(first: number): boolean {
    const { view } = this;
    if (view.kind(first + 1) !== Kind.string || view.punctuator(first + 2) !== Punctuator.openBrace)
      return false;
    return view.isSpelled(first, "extern");
  }

  /**
   * A `}` that closes nothing. In the first column it is the true end of the last function, which one `}`
   * too many had ended early: all of that is one broken function.
   */
  private strayBrace(token: number): number {
    if (this.linkageBlocks > 0) {
      this.linkageBlocks--;
      return token + 1;
    }
    const { view, pieces, lastFunction: last } = this;
    const broken = pieces[last];
    if (broken === undefined || !view.isInFirstColumn(token) || this.endsInFirstColumn(broken)) {
      return this.push("other", token, token);
    }
    pieces.length = last;
    pieces.push({ ...broken, end: view.end(token), isClosed: false });
    return token + 1;
  }

  private endsInFirstColumn(piece: Piece): boolean {
    const character = piece.end < 2 ? 10 : this.view.text.charCodeAt(piece.end - 2);
    return character === 10 || character === 13;
  }

  private push(
    kind: Piece["kind"],
    first: number,
    last: number,
    { name, isClosed }: { readonly name: number; readonly isClosed: boolean } = unnamed,
  ): number {
    const { view } = this;
    const [start, end] = [view.start(first), view.end(Math.max(first, last))];
    if (kind === "function") this.lastFunction = this.pieces.length;
    if (name >= 0) {
      const isStatic = this.hasStatic(first, name);
      this.pieces.push({ kind, start, end, name: view.spelling(name), isStatic, isClosed });
    } else this.pieces.push({ kind, start, end, isStatic: false });
    return Math.max(first, last) + 1;
  }

  private hasStatic(first: number, end: number): boolean {
    const { view } = this;
    let token = first;
    while (token < end && !(view.isWord(token) && view.isSpelled(token, "static"))) token++;
    return token < end;
  }
}

const unnamed = { name: -1, isClosed: false };

/** What is known of the definition that is being read. Token numbers, -1 while unknown. */
interface Head {
  readonly first: number;
  /** The function's name, when this is a function. */
  name: number;
  /** The parenthesis that closes the first group. */
  close: number;
  hasInitializer: boolean;
  isCatalog: boolean;
  /** All groups so far are closed. */
  isClosed: boolean;
}
