/** A top-level definition as the splitter sees it, from its first to its last token. */
export interface Piece {
  readonly kind: "function" | "other";
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly isStatic: boolean;
  /** A function in which every parenthesis and brace is closed: wherever its text stands, it is this piece. */
  readonly isClosed?: boolean;
}

/** Functions that need not be read again. */
export interface KnownPieces {
  /** The closed function that begins at an offset. Asked for in order. */
  at(start: number): Piece | undefined;
}
