import { Punctuator, type CodeView } from "./codeView";
import { Kind } from "./lex";
import { maskArgument } from "./maskArgument";
import { maskAttribute } from "./maskAttribute";
import type { MaskEdits } from "./maskEdits";
import { Word } from "./wordClasses";

/** An open parenthesis, bracket or brace. */
interface Group {
  readonly open: number;
  /** The parenthesis belongs to a call or a use of a macro, not to a cast, a condition or a declaration. */
  readonly isCall: boolean;
  /** First token of the argument that is being read. */
  argument: number;
}

const shortestLoop = "while".length;
const shortestStatement = "return".length;

/** Masks the statements of a function's body, or a whole chunk that is no function. */
export class BodyMask {
  private readonly groups: Group[] = [];
  /** `=` was seen outside of braces: what follows is an initialiser. */
  private inInitializer = false;

  constructor(
    private readonly view: CodeView,
    private readonly edits: MaskEdits,
    private readonly kind: "function" | "other",
  ) {}

  /** Masks from token `first`, for a function the `{` of its body, to the end. For other chunks everything. */
  run(first: number): void {
    const { view } = this;
    let token = this.kind === "function" ? first : 0;
    while (token < view.count) token = view.isWord(token) ? this.word(token) : this.symbol(token);
  }

  private symbol(token: number): number {
    const { view, groups } = this;
    switch (view.punctuator(token)) {
      case Punctuator.openParenthesis:
      case Punctuator.openBracket:
      case Punctuator.openBrace:
        groups.push({ open: token, isCall: this.opensCall(token), argument: token + 1 });
        break;
      case Punctuator.comma:
        this.endArgument(token);
        break;
      case Punctuator.closeParenthesis:
      case Punctuator.closeBracket:
      case Punctuator.closeBrace:
        this.endArgument(token);
        groups.pop();
        break;
      case Punctuator.equals:
        if (groups.length === 0) this.inInitializer = true;
        break;
    }
    return token + 1;
  }

  private endArgument(token: number): void {
    const group = this.groups.at(-1);
    if (group === undefined || !group.isCall) return;
    maskArgument(this.view, this.edits, group.argument, token);
    group.argument = token + 1;
  }

  private opensCall(open: number): boolean {
    const { view } = this;
    if (view.punctuator(open) !== Punctuator.openParenthesis || !view.isWord(open - 1)) return false;
    const wordClass = view.wordClass(open - 1);
    if (wordClass !== 0 && wordClass < Word.loop) return false;
    if (this.kind === "other" && !this.inInitializer) return open === 1;
    // A word before the callee makes this a declaration, unless it is `return` or the like.
    return !view.isWord(open - 2) || view.wordClass(open - 2) === Word.control;
  }

  private word(token: number): number {
    const { view, edits } = this;
    const wordClass = view.wordClass(token);
    const isCall = view.punctuator(token + 1) === Punctuator.openParenthesis;
    if (wordClass === Word.catalog && isCall) return this.catalog(token);
    const startsStatement = this.startsStatement(token);
    if (wordClass === Word.loop && startsStatement) return this.loop(token);
    if (wordClass >= Word.attribute && !(startsStatement && this.isCompleteStatement(token))) {
      const next = maskAttribute(view, edits, token);
      if (next !== token + 1) return next;
      if (wordClass === Word.extension || wordClass === Word.blank) return next;
      if (wordClass === Word.blankEither && !isCall) return next;
    }
    if (wordClass !== 0 && wordClass < Word.loop) return token + 1;
    if (!isCall) return token + 1;
    return this.call(token, startsStatement, wordClass);
  }

  /** A name with parentheses behind it. */
  private call(token: number, startsStatement: boolean, wordClass: number): number {
    const { view, edits } = this;
    const close = view.closeParenthesis(token + 1);
    if (close < 0) return token + 1;
    if (view.kind(token - 1) === Kind.string || view.kind(close + 1) === Kind.string) {
      edits.blank(view.end(token), view.end(close));
      return close + 1;
    }
    if (!startsStatement) return token + 1;
    const isInBody = this.kind === "function";
    if (isInBody && view.punctuator(close + 1) === Punctuator.openBrace) return this.loop(token);
    if (this.lacksSemicolon(close, wordClass)) this.writeStatement(token, close);
    return token + 1;
  }

  private lacksSemicolon(close: number, wordClass: number): boolean {
    const { view } = this;
    const next = close + 1;
    if (next >= view.count) return this.kind === "other";
    if (view.punctuator(next) === Punctuator.closeBrace) return true;
    if (!view.isWord(next)) return false;
    return wordClass === Word.statement || view.wordClass(next) === Word.control || view.startsLine(next);
  }

  /** Writes `NAME(a, b)` as `return a, b;`, or as `NAME a;` when the name is too short. */
  private writeStatement(token: number, close: number): void {
    const { view, edits } = this;
    if (view.end(token) - view.start(token) >= shortestStatement) {
      edits.writeWord(view.start(token), view.end(token), "return");
    } else if (!view.isWord(token + 2) || close !== token + 3) return;
    edits.blank(view.start(token + 1), view.end(token + 1));
    edits.write(view.start(close), view.end(close), ";");
  }

  private loop(token: number): number {
    const { view, edits } = this;
    const [start, end] = [view.start(token), view.end(token)];
    if (view.punctuator(token + 1) !== Punctuator.openParenthesis) {
      if (end - start >= "for(;;)".length) edits.writeWord(start, end, "for(;;)");
      return token + 1;
    }
    if (end - start < 2) return token + 1;
    edits.writeWord(start, end, end - start < shortestLoop ? "if" : "while");
    return token + 1;
  }

  /** `CATALOG(name,oid,oidmacro) … {` becomes `struct  name … {`. */
  private catalog(token: number): number {
    const { view, edits } = this;
    const close = view.closeParenthesis(token + 1);
    if (close < 0) return token + 1;
    edits.writeWord(view.start(token), view.end(token + 1), "struct");
    edits.blank(view.end(token + 2), view.end(close));
    return close + 1;
  }

  /** The word, with its arguments, is followed by `;`: it is C as it stands. */
  private isCompleteStatement(token: number): boolean {
    const { view } = this;
    if (view.punctuator(token + 1) !== Punctuator.openParenthesis) {
      return view.punctuator(token + 1) === Punctuator.semicolon;
    }
    return view.punctuator(view.closeParenthesis(token + 1) + 1) === Punctuator.semicolon;
  }

  private startsStatement(token: number): boolean {
    const { view } = this;
    if (token === 0) return true;
    switch (view.punctuator(token - 1)) {
      case Punctuator.semicolon:
      case Punctuator.openBrace:
      case Punctuator.closeBrace:
        return true;
      case Punctuator.colon:
        return this.groups.at(-1)?.isCall !== true;
      case Punctuator.closeParenthesis:
        return this.closesHead(token - 1);
      default:
        return (
          view.isWord(token - 1) && (view.isSpelled(token - 1, "else") || view.isSpelled(token - 1, "do"))
        );
    }
  }

  /** The `)` at `close` ends the head of an `if` or a loop, or a macro of which the same can be said. */
  private closesHead(close: number): boolean {
    const { view } = this;
    let depth = 0;
    let token = close;
    for (; token >= 0; token--) {
      const code = view.punctuator(token);
      if (code === Punctuator.closeParenthesis) depth++;
      else if (code === Punctuator.openParenthesis && --depth === 0) break;
    }
    const wordClass = view.wordClass(token - 1);
    return wordClass === Word.control || wordClass === Word.loop;
  }
}
