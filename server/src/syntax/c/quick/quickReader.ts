import { createTokens, type Tokens } from "../lex";
import { Kind } from "../lower/nodeKind";
import { tokensOf } from "../tokensOf";
import { LinkedTree } from "./linkedTree";
import { classifyTokens, P, Sym } from "./symbols";

/** Nesting deeper than this is left to the other parser, which has no stack to exhaust. */
const deepest = 250;

/** The parts of expressions that all other parts of the grammar may hold; files that need them cannot import each other. */
export interface QuickGrammar {
  readonly expression: (reader: QuickReader) => number;
  readonly commaExpression: (reader: QuickReader) => number;
  readonly unary: (reader: QuickReader) => number;
}

/** The text that is being parsed, how far it is read, and the tree so far. */
export class QuickReader {
  readonly tree = new LinkedTree();
  text = "";
  /** The token that is read next. */
  at = 0;
  /** False as soon as something turned up that is not understood here. All tokens count as read then. */
  isSure = true;
  private tokens: Tokens = createTokens(0);
  private sym = new Int32Array(1 << 12);
  private depth = 0;

  constructor(private readonly grammar: QuickGrammar) {}

  begin(text: string): void {
    this.text = text;
    const tokens = tokensOf(text);
    this.tokens = tokens;
    if (this.sym.length <= tokens.count) this.sym = new Int32Array(tokens.count * 2);
    classifyTokens(text, tokens, this.sym);
    this.tree.clear();
    this.at = 0;
    this.depth = 0;
    this.isSure = tokens.directives.length === 0;
  }

  /** The symbol of the next token, or of the one `ahead` of it. */
  peek(ahead = 0): number {
    const token = this.at + ahead;
    return token < this.tokens.count ? this.sym[token]! : Sym.end;
  }

  /** Gives up. Returns no node. */
  fail(): number {
    this.isSure = false;
    this.at = this.tokens.count;
    return 0;
  }

  startOf(ahead: number): number {
    return this.tokens.start[this.at + ahead]!;
  }

  endOf(ahead: number): number {
    return this.tokens.end[this.at + ahead]!;
  }

  /** The next token as a leaf. */
  token(kind: Kind): number {
    const { tokens, at } = this;
    this.at++;
    return this.tree.leaf(kind, tokens.start[at]!, tokens.end[at]!);
  }

  /** The next token as a leaf, when it is the symbol. */
  expect(sym: number, kind: Kind): number {
    return this.peek() === sym ? this.token(kind) : this.fail();
  }

  /** The next token, which becomes the first child of a new node. */
  open(kind: Kind, token: Kind): number {
    return this.tree.parent(kind, this.token(token));
  }

  add(node: number, child: number): void {
    if (child !== 0) this.tree.append(node, child);
  }

  /** Adds the next token, which must be the symbol. */
  addToken(node: number, sym: number, kind: Kind): void {
    this.add(node, this.expect(sym, kind));
  }

  kindOf(node: number): Kind {
    return this.tree.kind[node]!;
  }

  expression(): number {
    return this.nested(this.grammar.expression);
  }

  commaExpression(): number {
    return this.nested(this.grammar.commaExpression);
  }

  /** An operand with all that binds more tightly than a binary operator. */
  unary(): number {
    return this.nested(this.grammar.unary);
  }

  /** Reads something that may hold more of its own kind. */
  nested(read: (reader: QuickReader) => number): number {
    if (this.depth >= deepest) return this.fail();
    this.depth++;
    const node = read(this);
    this.depth--;
    return node;
  }
}

/** The kinds of punctuators that lowering tells apart. */
export function punctuatorKind(sym: number): Kind {
  switch (sym) {
    case P.semicolon:
      return Kind[";"];
    case P.star:
      return Kind["*"];
    case P.equals:
      return Kind["="];
    default:
      return Kind.other;
  }
}
