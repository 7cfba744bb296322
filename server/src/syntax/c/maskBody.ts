import { matchGroups, Punctuator, type CodeView } from "./codeView";
import { Kind } from "./lex";
import { maskArgument, maskUnknown } from "./maskArgument";
import { maskAttribute } from "./maskAttribute";
import type { MaskEdits } from "./maskEdits";
import { maskSpecifiers } from "./maskSpecifiers";
import { maskStatement } from "./maskStatement";
import { Word } from "./wordClasses";

/** An open parenthesis, bracket or brace. */
interface Group {
  readonly open: number;
  readonly kind: "call" | "initializer" | "block" | "other";
  /** First token of the argument that is being read. */
  argument: number;
  /** The argument that is being read has statements in it, or words side by side: it is no expression. */
  hasStatement: boolean;
}

const shortestLoop = "while".length;
const endlessLoop = "for(;;)";

/** Masks the statements of a function's body, or a whole chunk that is no function. */
export class BodyMask {
  private readonly groups: Group[] = [];
  private readonly partners: Int32Array;
  /** `=` was seen outside of braces: what follows is an initialiser. */
  private inInitializer = false;
  /** The last word that started a statement or a declaration. */
  private statementStart = -1;
  /** Last token of a macro that was used without `;`: the next one starts a statement. */
  private statementEnd = -1;

  constructor(
    private readonly view: CodeView,
    private readonly edits: MaskEdits,
    private readonly kind: "function" | "other",
  ) {
    this.partners = matchGroups(view);
  }

  /** Masks from token `first`, for a function the `{` of its body, to the end. For other chunks everything. */
  run(first: number): void {
    const { view } = this;
    let token = first;
    while (token < view.count) token = view.isWord(token) ? this.word(token) : this.symbol(token);
  }

  private symbol(token: number): number {
    const { view, groups } = this;
    const top = groups.at(-1);
    switch (view.punctuator(token)) {
      case Punctuator.openParenthesis:
      case Punctuator.openBracket:
      case Punctuator.openBrace:
        groups.push({
          open: token,
          kind: this.kindOfGroup(token, top),
          argument: token + 1,
          hasStatement: false,
        });
        break;
      case Punctuator.comma:
        if (top?.kind === "call") this.endArgument(top, token);
        break;
      case Punctuator.semicolon:
        this.refuseArgument();
        if (groups.length === 0) this.inInitializer = false;
        break;
      case Punctuator.closeParenthesis:
      case Punctuator.closeBracket:
      case Punctuator.closeBrace:
        this.close(token);
        break;
      case Punctuator.equals:
        if (groups.length === 0) this.inInitializer = true;
        break;
    }
    return token + 1;
  }

  private close(token: number): void {
    const { groups } = this;
    const open = this.partners[token]!;
    if (open < 0) return;
    while (groups.length > 0 && groups.at(-1)!.open > open) groups.pop();
    const group = groups.pop();
    if (group?.kind === "call") this.endArgument(group, token);
  }

  private endArgument(group: Group, token: number): void {
    if (group.argument === token) this.emptyArgument(token);
    else if (!maskArgument(this.view, this.edits, group.argument, token) && group.hasStatement) {
      maskUnknown(this.view, this.edits, group.argument, token);
    }
    group.argument = token + 1;
    group.hasStatement = false;
  }

  private refuseArgument(): void {
    const top = this.groups.at(-1);
    if (top?.kind === "call") top.hasStatement = true;
  }

  /** Calls have no empty arguments, uses of macros do: the comma goes. */
  private emptyArgument(end: number): void {
    const { view } = this;
    const comma = view.punctuator(end) === Punctuator.comma ? end : end - 1;
    if (view.punctuator(comma) === Punctuator.comma) this.edits.blank(view.start(comma), view.end(comma));
  }

  private kindOfGroup(open: number, outer: Group | undefined): Group["kind"] {
    const { view } = this;
    if (this.partners[open]! < 0) return "other";
    if (view.punctuator(open) === Punctuator.openBrace) {
      if (outer?.kind === "initializer" || view.punctuator(open - 1) === Punctuator.equals)
        return "initializer";
      const isCompound =
        outer !== undefined &&
        outer.kind !== "block" &&
        view.punctuator(open - 1) === Punctuator.closeParenthesis;
      return isCompound ? "initializer" : "block";
    }
    return view.punctuator(open) === Punctuator.openParenthesis && this.opensCall(open) ? "call" : "other";
  }

  private opensCall(open: number): boolean {
    const { view } = this;
    if (!view.isWord(open - 1)) return false;
    const wordClass = view.wordClass(open - 1);
    if (wordClass !== 0 && wordClass < Word.loop) return false;
    if (this.kind === "other" && !this.inInitializer) return this.statementStart === open - 1;
    // A word before the callee makes this a declaration, unless it is `return` or the like.
    return (
      !view.isWord(open - 2) || view.wordClass(open - 2) === Word.control || this.statementEnd === open - 2
    );
  }

  private word(token: number): number {
    const { view } = this;
    const wordClass = view.wordClass(token);
    const isCall = view.punctuator(token + 1) === Punctuator.openParenthesis;
    if (wordClass === 0 && view.isWord(token - 1) && view.wordClass(token - 1) === 0) this.refuseArgument();
    if (wordClass === Word.control) return this.control(token);
    if (wordClass === Word.catalog && isCall) return this.catalog(token);
    if (wordClass === Word.operator) return this.operator(token);
    const startsStatement = this.startsStatement(token);
    if (startsStatement) this.statementStart = token;
    if (startsStatement && this.kind === "other") this.declaration(token);
    if (wordClass === Word.loop && startsStatement) return this.loop(token);
    if (wordClass >= Word.attribute && !(startsStatement && this.isCompleteStatement(token))) {
      const next = maskAttribute(view, this.edits, token);
      if (next !== token + 1 || wordClass === Word.extension || wordClass === Word.blank) return next;
      if (wordClass === Word.blankEither && !isCall) return next;
    }
    if (wordClass !== 0 && wordClass < Word.loop) return token + 1;
    if (isCall) return this.call(token, startsStatement, wordClass);
    if (wordClass === Word.statement && startsStatement) this.bareStatement(token);
    if (wordClass === Word.initializer) this.edits.blank(view.start(token), view.end(token));
    return token + 1;
  }

  /** The words that a declaration or a struct's field begins with. */
  private declaration(token: number): void {
    const { view } = this;
    const isForeign = view.wordClass(token) === Word.foreign;
    if (!isForeign && view.isWord(token + 1)) maskSpecifiers(view, this.edits, token);
  }

  /** `if MACRO(x)`: the macro brings the parentheses of the condition. */
  private control(token: number): number {
    const { view, edits } = this;
    this.refuseArgument();
    const isMacro = view.isWord(token + 1) && view.punctuator(token + 2) === Punctuator.openParenthesis;
    if (!isMacro || !(view.isSpelled(token, "if") || view.isSpelled(token, "while"))) return token + 1;
    const close = this.partners[token + 2]!;
    if (close <= token + 3) return token + 1;
    edits.blank(view.start(token + 1), view.end(token + 1));
    maskUnknown(view, edits, token + 3, close);
    return close + 1;
  }

  /** `offsetof(T, a[1].b)`: the grammar knows plain fields only. */
  private operator(token: number): number {
    const { view, edits } = this;
    const close = this.partners[token + 1] ?? -1;
    if (close < 0 || !view.isSpelled(token, "offsetof")) return token + 1;
    let comma = token + 2;
    while (comma < close && view.punctuator(comma) !== Punctuator.comma) comma++;
    if (close > comma + 2) edits.blank(view.end(comma + 1), view.end(close - 1));
    return token + 1;
  }

  /** A name with parentheses behind it. */
  private call(token: number, startsStatement: boolean, wordClass: number): number {
    const { view, edits } = this;
    const close = this.partners[token + 1]!;
    if (close < 0) return token + 1;
    if (view.kind(token - 1) === Kind.string || view.kind(close + 1) === Kind.string) {
      edits.blank(view.end(token), view.end(close));
      return close + 1;
    }
    if (view.punctuator(token + 2) === Punctuator.equals) return this.wrappedInitializer(token, close);
    if (wordClass === Word.initializer && view.isWord(token - 1)) return this.initializer(token, close);
    if (!startsStatement) return token + 1;
    const isInBody = this.kind === "function";
    if (isInBody && view.punctuator(close + 1) === Punctuator.openBrace) return this.loop(token);
    if (this.lacksSemicolon(close, wordClass)) {
      maskStatement(view, edits, token, close);
      this.statementEnd = close;
    }
    return token + 1;
  }

  private lacksSemicolon(close: number, wordClass: number): boolean {
    const { view } = this;
    const next = close + 1;
    if (next >= view.count) return this.kind === "other";
    if (view.punctuator(next) === Punctuator.closeBrace) return true;
    if (wordClass === Word.statement && view.startsLine(next))
      return view.punctuator(next) !== Punctuator.semicolon;
    if (!view.isWord(next)) return false;
    return wordClass === Word.statement || view.wordClass(next) === Word.control || view.startsLine(next);
  }

  /** A macro without arguments that stands for whole statements or fields. */
  private bareStatement(token: number): void {
    const { view, edits } = this;
    const next = view.punctuator(token + 1);
    const isFollowed =
      view.isWord(token + 1) || next === Punctuator.openBrace || next === Punctuator.closeBrace;
    if (!isFollowed) return;
    const isStatement = this.kind === "function" || this.groups.length === 0;
    const [start, end] = [view.start(token), view.end(token)];
    if (isStatement && end - start > "return".length) edits.writeWord(start, end, "return;");
    else edits.blank(start, end);
    this.statementEnd = token;
  }

  /** `int x INIT(0);` where the macro brings the `=`. */
  private initializer(token: number, close: number): number {
    const { view, edits } = this;
    edits.writeWord(view.start(token), view.end(token + 1), "=");
    edits.blank(view.start(close), view.end(close));
    return token + 2;
  }

  /** `int x MAYBE(= 0);` */
  private wrappedInitializer(token: number, close: number): number {
    const { view, edits } = this;
    edits.blank(view.start(token), view.end(token + 1));
    edits.blank(view.start(close), view.end(close));
    return token + 2;
  }

  private loop(token: number): number {
    const { view, edits } = this;
    const [start, end] = [view.start(token), view.end(token)];
    if (view.punctuator(token + 1) !== Punctuator.openParenthesis) {
      if (end - start >= endlessLoop.length) edits.writeWord(start, end, endlessLoop);
      return token + 1;
    }
    if (end - start >= 2) edits.writeWord(start, end, end - start < shortestLoop ? "if" : "while");
    return token + 1;
  }

  /** `CATALOG(name,oid,oidmacro) … {` becomes `struct  name … {`. */
  private catalog(token: number): number {
    const { view, edits } = this;
    const close = this.partners[token + 1]!;
    if (close < 0) return token + 1;
    edits.writeWord(view.start(token), view.end(token + 1), "struct");
    edits.blank(view.end(token + 2), view.end(close));
    return close + 1;
  }

  /** The word, with its arguments, is followed by `;`: it is C as it stands. */
  private isCompleteStatement(token: number): boolean {
    const { view } = this;
    const isCall = view.punctuator(token + 1) === Punctuator.openParenthesis;
    const last = isCall ? this.partners[token + 1]! : token;
    return last >= 0 && view.punctuator(last + 1) === Punctuator.semicolon;
  }

  private startsStatement(token: number): boolean {
    const { view } = this;
    const top = this.groups.at(-1);
    if (top !== undefined && top.kind !== "block") return false;
    if (token === 0 || token - 1 === this.statementEnd) return true;
    switch (view.punctuator(token - 1)) {
      case Punctuator.semicolon:
      case Punctuator.openBrace:
      case Punctuator.closeBrace:
      case Punctuator.colon:
        return true;
      case Punctuator.closeParenthesis:
        return this.closesHead(token - 1);
      default:
        return (
          view.isWord(token - 1) && (view.isSpelled(token - 1, "else") || view.isSpelled(token - 1, "do"))
        );
    }
  }

  /** The `)` at `close` ends the head of an `if` or a loop. */
  private closesHead(close: number): boolean {
    const open = this.partners[close]!;
    const wordClass = open > 0 ? this.view.wordClass(open - 1) : 0;
    return wordClass === Word.control || wordClass === Word.loop;
  }
}
