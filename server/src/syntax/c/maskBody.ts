import { matchGroups, Punctuator, type CodeView } from "./codeView";
import { GroupStack, type Group } from "./groups";
import { Kind } from "./lex";
import { maskArgument, maskUnknown } from "./maskArgument";
import { maskAttribute } from "./maskAttribute";
import type { MaskEdits } from "./maskEdits";
import {
  maskBareStatement,
  maskCatalog,
  maskInitializer,
  maskLoop,
  maskMacroCondition,
  maskOffset,
  maskWrappedInitializer,
} from "./maskForms";
import { maskTrailer } from "./maskHead";
import { maskSpecifiers } from "./maskSpecifiers";
import { maskStatement } from "./maskStatement";
import { Word } from "./wordClasses";

/** Masks the statements of a function's body, or a whole chunk that is no function. */
export class BodyMask {
  private readonly partners: Int32Array;
  private readonly groups: GroupStack;

  constructor(
    private readonly view: CodeView,
    private readonly edits: MaskEdits,
    private readonly isFunction: boolean,
  ) {
    this.partners = matchGroups(view);
    this.groups = new GroupStack(view, this.partners, isFunction);
  }

  /** Masks from token `first`, for a function the `{` of its body, to the end. */
  run(first: number): void {
    const { view } = this;
    let token = first;
    while (token < view.count) token = view.isWord(token) ? this.word(token) : this.symbol(token);
  }

  private symbol(token: number): number {
    const { view, groups } = this;
    switch (view.punctuator(token)) {
      case Punctuator.openParenthesis:
      case Punctuator.openBracket:
      case Punctuator.openBrace:
        groups.open(token);
        break;
      case Punctuator.comma:
        if (groups.top.kind === "call") this.endArgument(groups.top, token);
        break;
      case Punctuator.semicolon:
        groups.refuseArgument();
        if (groups.isEmpty) groups.inInitializer = false;
        break;
      case Punctuator.closeParenthesis:
      case Punctuator.closeBracket:
      case Punctuator.closeBrace: {
        const group = groups.close(token);
        if (group?.kind === "call") this.endArgument(group, token);
        break;
      }
      case Punctuator.equals:
        if (groups.isEmpty) groups.inInitializer = true;
        break;
    }
    return token + 1;
  }

  private endArgument(group: Group, token: number): void {
    if (group.argument === token) this.emptyArgument(token);
    else if (!maskArgument(this.view, this.edits, group.argument, token) && group.isOdd) {
      maskUnknown(this.view, this.edits, group.argument, token);
    }
    group.argument = token + 1;
    group.isOdd = false;
  }

  /** Calls have no empty arguments, uses of macros do: the comma goes. */
  private emptyArgument(end: number): void {
    const { view } = this;
    const comma = view.punctuator(end) === Punctuator.comma ? end : end - 1;
    if (view.punctuator(comma) === Punctuator.comma) this.edits.blank(view.start(comma), view.end(comma));
  }

  private word(token: number): number {
    const { view, groups } = this;
    const wordClass = view.wordClass(token);
    const isCall = view.punctuator(token + 1) === Punctuator.openParenthesis;
    if (wordClass === 0) {
      if (view.isWord(token - 1) && view.wordClass(token - 1) === 0) groups.refuseArgument();
      if (!isCall && this.isFunction) return token + 1;
    }
    if (!this.isFunction && groups.isEmpty && this.followsParameters(token)) {
      const next = maskTrailer(view, this.edits, token);
      if (next !== token + 1) return next;
    }
    if (wordClass === Word.control) return this.control(token);
    if (wordClass === Word.operator) return this.operator(token);
    const startsStatement = groups.startsStatement(token);
    if (startsStatement) {
      groups.statementStart = token;
      if (!this.isFunction && view.isWord(token + 1) && wordClass !== Word.foreign) {
        maskSpecifiers(view, this.edits, token);
      }
    }
    return wordClass >= Word.attribute
      ? this.special(token, startsStatement, wordClass)
      : this.call(token, startsStatement, wordClass);
  }

  /** The `)` before the token closes something else than the arguments of an attribute. */
  private followsParameters(token: number): boolean {
    const { view } = this;
    if (view.punctuator(token - 1) !== Punctuator.closeParenthesis) return false;
    const wordClass = view.wordClass(this.partners[token - 1]! - 1);
    return wordClass === 0 || wordClass === Word.loop || wordClass === Word.statement;
  }

  /** A word that is known to stand for something that is no C. */
  private special(token: number, startsStatement: boolean, wordClass: number): number {
    const { view, edits } = this;
    const close = this.closeOfCall(token);
    if (wordClass === Word.catalog && close > 0) {
      maskCatalog(view, edits, token, close);
      return close + 1;
    }
    const isComplete = view.punctuator(Math.max(close, token) + 1) === Punctuator.semicolon;
    if (wordClass === Word.loop && startsStatement && !isComplete) {
      maskLoop(view, edits, token);
      return token + 1;
    }
    const isCode = startsStatement ? isComplete : isValue(view, token, Math.max(close, token));
    if (!isCode || wordClass === Word.attribute || wordClass === Word.extension) {
      const next = maskAttribute(view, edits, token);
      if (next !== token + 1 || wordClass === Word.extension || wordClass === Word.blank) return next;
      if (wordClass === Word.blankEither && close < 0) return next;
    }
    if (close > 0) return this.call(token, startsStatement, wordClass);
    if (wordClass === Word.statement && startsStatement) this.bareStatement(token);
    if (wordClass === Word.initializer) edits.blank(view.start(token), view.end(token));
    return token + 1;
  }

  /** The token that closes the parenthesis behind the word, -1 when there is none. */
  private closeOfCall(token: number): number {
    return this.view.punctuator(token + 1) === Punctuator.openParenthesis ? this.partners[token + 1]! : -1;
  }

  private control(token: number): number {
    const { view } = this;
    this.groups.refuseArgument();
    const close = view.isWord(token + 1) ? this.closeOfCall(token + 1) : -1;
    if (close <= token + 3 || !(view.isSpelled(token, "if") || view.isSpelled(token, "while")))
      return token + 1;
    maskMacroCondition(view, this.edits, token + 1, close);
    return close + 1;
  }

  private operator(token: number): number {
    const close = this.closeOfCall(token);
    const isOffset = close > 0 && this.view.isSpelled(token, "offsetof");
    if (isOffset) maskOffset(this.view, this.edits, token + 1, close);
    return token + 1;
  }

  /** A word that may have parentheses behind it. */
  private call(token: number, startsStatement: boolean, wordClass: number): number {
    const { view, edits } = this;
    const close = this.closeOfCall(token);
    if (close < 0 || (wordClass !== 0 && wordClass < Word.attribute)) return token + 1;
    if (view.kind(token - 1) === Kind.string || view.kind(close + 1) === Kind.string) {
      edits.blank(view.end(token), view.end(close));
      return close + 1;
    }
    if (view.punctuator(token + 2) === Punctuator.equals) {
      maskWrappedInitializer(view, edits, token, close);
      return token + 2;
    }
    if (wordClass === Word.initializer && view.isWord(token - 1)) {
      maskInitializer(view, edits, token, close);
      return token + 2;
    }
    if (!startsStatement) return token + 1;
    if (this.isFunction && view.punctuator(close + 1) === Punctuator.openBrace) maskLoop(view, edits, token);
    else if (this.lacksSemicolon(close, wordClass)) {
      maskStatement(view, edits, token, close);
      this.groups.statementEnd = close;
    }
    return token + 1;
  }

  private lacksSemicolon(close: number, wordClass: number): boolean {
    const { view } = this;
    const next = close + 1;
    if (next >= view.count) return !this.isFunction;
    if (view.punctuator(next) === Punctuator.closeBrace) return true;
    if (wordClass === Word.statement && view.startsLine(next))
      return view.punctuator(next) !== Punctuator.semicolon;
    if (!view.isWord(next)) return false;
    return wordClass === Word.statement || view.wordClass(next) === Word.control || view.startsLine(next);
  }

  private bareStatement(token: number): void {
    const { view, edits, groups } = this;
    const next = view.punctuator(token + 1);
    const isOpen = view.isWord(token + 1) || next === Punctuator.openBrace || next === Punctuator.closeBrace;
    if (!isOpen) return;
    // Among the fields of a struct there are no statements.
    if (this.isFunction || groups.isEmpty) maskBareStatement(view, edits, token);
    else edits.blank(view.start(token), view.end(token));
    groups.statementEnd = token;
  }
}

/**
 * The tokens from `first` to `last` stand where a value must stand. A macro that means nothing cannot, so
 * this is another thing of the same name.
 */
function isValue(view: CodeView, first: number, last: number): boolean {
  if (view.isWord(last + 1)) return false;
  const before = view.punctuator(first - 1);
  switch (before) {
    case 0:
      return view.wordClass(first - 1) === Word.control;
    case Punctuator.closeParenthesis:
    case Punctuator.closeBracket:
    case Punctuator.openBrace:
    case Punctuator.closeBrace:
    case Punctuator.semicolon:
      return false;
    case Punctuator.star:
      return !endsCast(view, first, last);
    default:
      return true;
  }
}

/** `(char *QUALIFIER) x`, where `(a * VALUE)` would be followed by an operator. */
function endsCast(view: CodeView, first: number, last: number): boolean {
  const type = view.wordClass(first - 2);
  if (type === Word.primitive || view.punctuator(first - 2) === Punctuator.star) return true;
  const isClosed = view.punctuator(last + 1) === Punctuator.closeParenthesis;
  return isClosed && (view.isWord(last + 2) || view.punctuator(last + 2) === Punctuator.openParenthesis);
}
