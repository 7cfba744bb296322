import { Punctuator, type CodeView } from "./codeView";
import { Word } from "./wordClasses";

/** An open parenthesis, bracket or brace. */
export interface Group {
  readonly open: number;
  readonly kind: "call" | "initializer" | "block" | "other";
  /** First token of the argument that is being read. */
  argument: number;
  /** The argument that is being read is no expression: it has statements in it, or words side by side. */
  isOdd: boolean;
}

/** The groups that are open while the tokens of a chunk are read in order, and what they say about a token. */
export class GroupStack {
  /** `=` was seen outside of all groups: what follows is an initialiser. */
  inInitializer = false;
  /** The last word that started a statement or a declaration. */
  statementStart = -1;
  /** Last token of a macro that was used without `;`: the next one starts a statement. */
  statementEnd = -1;
  /** Never empty: the first entry is the chunk itself. */
  private readonly groups: Group[] = [{ open: -1, kind: "block", argument: 0, isOdd: false }];

  constructor(
    private readonly view: CodeView,
    private readonly partners: Int32Array,
    private readonly isFunction: boolean,
  ) {}

  get top(): Group {
    return this.groups[this.groups.length - 1]!;
  }

  get isEmpty(): boolean {
    return this.groups.length === 1;
  }

  open(token: number): void {
    this.groups.push({ open: token, kind: this.kindOf(token), argument: token + 1, isOdd: false });
  }

  /** Ends the group that `token` closes, and all that were left open in it. Returns it, if there is one. */
  close(token: number): Group | undefined {
    const open = this.partners[token]!;
    if (open < 0) return undefined;
    const { groups } = this;
    while (this.top.open > open) groups.pop();
    return this.top.open === open ? groups.pop() : undefined;
  }

  refuseArgument(): void {
    const { top } = this;
    if (top.kind === "call") top.isOdd = true;
  }

  startsStatement(token: number): boolean {
    const { view, top } = this;
    if (top.kind !== "block") return false;
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

  private kindOf(open: number): Group["kind"] {
    const { view, top } = this;
    if (this.partners[open]! < 0) return "other";
    const code = view.punctuator(open);
    if (code === Punctuator.openParenthesis) return this.opensCall(open) ? "call" : "other";
    if (code !== Punctuator.openBrace) return "other";
    const before = view.punctuator(open - 1);
    if (top.kind === "initializer" || before === Punctuator.equals) return "initializer";
    const isCompound = top.kind !== "block" && before === Punctuator.closeParenthesis;
    return isCompound ? "initializer" : "block";
  }

  /** The parenthesis belongs to a call or to the use of a macro, not to a cast, a condition or a declaration. */
  private opensCall(open: number): boolean {
    const { view } = this;
    if (!view.isWord(open - 1)) return false;
    const wordClass = view.wordClass(open - 1);
    if (wordClass !== 0 && wordClass < Word.loop) return false;
    if (this.statementStart === open - 1) return true;
    if (!this.isFunction && !this.inInitializer) return false;
    // A word before the callee makes this a declaration, unless it is `return` or the like.
    return !view.isWord(open - 2) || view.wordClass(open - 2) === Word.control;
  }

  /** The `)` at `close` ends the head of an `if` or a loop. */
  private closesHead(close: number): boolean {
    const open = this.partners[close]!;
    const wordClass = open > 0 ? this.view.wordClass(open - 1) : 0;
    return wordClass === Word.control || wordClass === Word.loop;
  }
}
