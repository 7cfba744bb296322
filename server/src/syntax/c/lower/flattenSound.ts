import type Parser from "tree-sitter";
import { nodeTypeAt, type FlatTreeBuilder, type NodeType } from "./flatTree";
import { Kind } from "./nodeKind";
import { binaryOperatorWidth, skipComment, skipName, skipSpace, skipTrivia } from "./scan";
import { arity, closers, closingKind, words } from "./soundShape";

/**
 * Reads a tree without errors at a fraction of the price: the leaves of such a tree follow each other with
 * nothing but white space and comments between, so offsets are found in the text, and where the grammar leaves
 * no choice (a closing bracket, the semicolon of a declaration) the cursor is not even moved. Offsets are
 * compared with the tree at every statement; false, with half a tree in `builder`, when one differs.
 */
export function flattenSound(tree: Parser.Tree, text: string, builder: FlatTreeBuilder): boolean {
  return new SoundReader(tree.walk(), text, builder).read();
}

class SoundReader {
  /** The nodes around the cursor, and how many children of each are read (comments not counted). */
  private readonly open: number[] = [];
  private readonly counts: number[] = [];
  /** Where the text is read to. */
  private position = 0;
  /** Where the last leaf ended, which is before a comment just passed. */
  private lastEnd = 0;
  private isConsistent = true;

  constructor(
    private readonly cursor: Parser.TreeCursor,
    private readonly text: string,
    private readonly builder: FlatTreeBuilder,
  ) {}

  read(): boolean {
    const { cursor, builder } = this;
    this.enter(builder.add(nodeTypeAt(cursor).kind, cursor.startIndex, cursor.endIndex));
    if (!cursor.gotoFirstChild()) return true;
    for (;;) {
      // The cursor stands on a child of the innermost open node that is not read yet.
      const isNode = this.passSpace();
      const hasMore = isNode ? this.readNode() : cursor.gotoNextSibling() || this.leave();
      if (!this.isConsistent) return false;
      if (!hasMore) break;
    }
    builder.next[0] = builder.count;
    return true;
  }

  /** Moves to the next token; false when a comment is there, and the cursor on it. */
  private passSpace(): boolean {
    const at = skipSpace(this.text, this.position);
    this.position = skipComment(this.text, at);
    return this.position === at;
  }

  /** Reads the node under the cursor; false at the end of the tree. */
  private readNode(): boolean {
    const at = this.position;
    const depth = this.open.length - 1;
    const parent = this.builder.kind[this.open[depth]!]! as Kind;
    const code = this.text.charCodeAt(at);
    if (code === closers[parent]) return this.readCloser(code) && this.advance();
    const token = this.tokenAt(code, parent, this.counts[depth]!);
    if (token >= 0) return this.advance();
    const type = nodeTypeAt(this.cursor);
    const { kind } = type;
    if (
      kind >= Kind.compound_statement &&
      kind <= Kind.attributed_statement &&
      this.cursor.startIndex !== at
    ) {
      return (this.isConsistent = false);
    }
    const node = this.builder.add(kind, at, at);
    if (!type.isLeaf && this.cursor.gotoFirstChild()) {
      this.enter(node);
      return true;
    }
    this.endLeaf(node, this.leafEnd(type, at));
    return this.advance();
  }

  /** After a child is read: on to the next sibling of it or of the nodes around; false at the end of the tree. */
  private advance(): boolean {
    for (;;) {
      const depth = this.open.length - 1;
      const kind = this.builder.kind[this.open[depth]!]! as Kind;
      const count = ++this.counts[depth]!;
      const closer = closers[kind]!;
      if (closer !== 0) {
        const at = skipTrivia(this.text, this.position);
        if (this.text.charCodeAt(at) === closer) {
          this.position = at;
          this.readCloser(closer);
          continue;
        }
      } else if (count === arity[kind]) {
        this.close();
        continue;
      } else if (kind === Kind.field_expression && count === 1) {
        this.readMember();
        continue;
      }
      if (this.cursor.gotoNextSibling()) return true;
      if (depth === 0) return false;
      this.close();
    }
  }

  /** Leaves a node whose last child was a comment; false at the end of the tree. */
  private leave(): boolean {
    if (this.open.length === 1) return false;
    this.close();
    return this.advance();
  }

  private enter(node: number): void {
    this.open.push(node);
    this.counts.push(0);
  }

  private close(): void {
    const node = this.open.pop()!;
    this.counts.pop();
    this.builder.end[node] = this.lastEnd;
    this.builder.next[node] = this.builder.count;
    this.cursor.gotoParent();
  }

  /** The closing token of the innermost node, which is its last child. */
  private readCloser(code: number): boolean {
    this.readToken(closingKind(code), 1);
    this.close();
    return true;
  }

  /** `.name` or `->name`, which end a field expression. */
  private readMember(): void {
    const at = (this.position = skipTrivia(this.text, this.position));
    const isArrow = this.text.charCodeAt(at) === 45;
    this.readToken(isArrow ? Kind["->"] : Kind["."], isArrow ? 2 : 1);
    this.position = skipTrivia(this.text, this.position);
    const end = skipName(this.text, this.position);
    if (end < 0 || end === this.position) this.isConsistent = false;
    this.endLeaf(this.builder.add(Kind.field_identifier, this.position, end), end);
    this.close();
  }

  private readToken(kind: Kind, width: number): number {
    const node = this.builder.add(kind, this.position, this.position);
    this.endLeaf(node, this.position + width);
    return node;
  }

  private endLeaf(node: number, end: number): void {
    this.builder.end[node] = end;
    this.position = this.lastEnd = end;
  }

  /** Reads a token that the parent and the character leave no doubt about; -1 when the cursor must be asked. */
  private tokenAt(code: number, parent: Kind, count: number): number {
    switch (code) {
      case 44: // ,
        return this.readToken(Kind[","], 1);
      case 41: // )
        return this.readToken(Kind[")"], 1);
      case 63: // ?
        return this.readToken(Kind["?"], 1);
      case 40: // (
        return count === 0 && (closers[parent] === 41 || parent === Kind.cast_expression)
          ? this.readToken(Kind["("], 1)
          : -1;
      case 123: // {
        return count === 0 && closers[parent] === 125 ? this.readToken(Kind["{"], 1) : -1;
      case 91: // [
        return count === 1 && parent === Kind.subscript_expression ? this.readToken(Kind["["], 1) : -1;
      case 61: // =
        return parent === Kind.init_declarator
          ? this.readToken(Kind["="], 1)
          : this.binaryOperator(parent, count);
      case 42: // *
        if (
          count === 0 &&
          (parent === Kind.pointer_declarator || parent === Kind.abstract_pointer_declarator)
        ) {
          return this.readToken(Kind["*"], 1);
        }
        return this.binaryOperator(parent, count);
      default:
        return this.binaryOperator(parent, count);
    }
  }

  private binaryOperator(parent: Kind, count: number): number {
    if (count !== 1 || parent !== Kind.binary_expression) return -1;
    const width = binaryOperatorWidth(this.text, this.position);
    return this.readToken(this.text.charCodeAt(this.position) === 42 ? Kind["*"] : Kind.other, width);
  }

  private leafEnd(type: NodeType, at: number): number {
    if (type.width > 0) return at + type.width;
    const end = words[type.kind] === 1 ? skipName(this.text, at) : -1;
    return end < 0 ? this.cursor.endIndex : end;
  }
}
