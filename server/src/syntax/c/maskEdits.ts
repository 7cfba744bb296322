/** Replacements of the same length, collected while the tokens are read. Where two overlap, the one that begins first counts. */
export class MaskEdits {
  private readonly edits: { readonly start: number; readonly end: number; readonly replacement: string }[];
  private isOrdered = true;

  constructor(private readonly text: string) {
    this.edits = [{ start: 0, end: 0, replacement: "" }];
  }

  /** `replacement` is as long as the span and has line ends where the text has them. */
  write(start: number, end: number, replacement: string): void {
    if (start < this.edits[this.edits.length - 1]!.start) this.isOrdered = false;
    this.edits.push({ start, end, replacement });
  }

  /** Blanks the span but for its line ends. */
  blank(start: number, end: number): void {
    this.write(start, end, blanks(this.text, start, end));
  }

  /** Writes `word` over the beginning of the span, which has room for it before any line end, and blanks the rest. */
  writeWord(start: number, end: number, word: string): void {
    this.write(start, end, word + blanks(this.text, start + word.length, end));
  }

  apply(): string {
    const { text, edits } = this;
    if (edits.length === 1) return text;
    if (!this.isOrdered) edits.sort((a, b) => a.start - b.start || b.end - a.end);
    const parts: string[] = [];
    let offset = 0;
    for (const { start, end, replacement } of edits) {
      if (start < offset) continue;
      if (start > offset) parts.push(text.slice(offset, start));
      parts.push(replacement);
      offset = end;
    }
    parts.push(text.slice(offset));
    return parts.join("");
  }
}

function blanks(text: string, start: number, end: number): string {
  const part = text.slice(start, end);
  return /[\r\n]/.test(part) ? part.replace(/[^\r\n]/g, " ") : " ".repeat(end - start);
}
