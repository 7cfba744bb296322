import { commentEnd, lineEnd } from "../sqlComment";

/** What of a psql script gives output of its own: a statement, or a command of psql. Parts that share a line are one. */
export interface ScriptPart {
  /** Offset of its first letter, in UTF-16 code units. */
  readonly start: number;
  /** Offset behind its semicolon, or behind the end of its line. */
  readonly end: number;
  /** 0-based. Comments and empty lines above a part belong to it. */
  readonly firstLine: number;
  /** 0-based line of `start`. */
  readonly startLine: number;
  /** 0-based; data of a `COPY … FROM STDIN` belong to it. */
  readonly lastLine: number;
  /** 0-based first line of such data. psql does not echo them. */
  readonly dataLine?: number;
}

const token =
  /[ \t\r\n\f\v]+|--[^\n]*|\/\*|[eE]'(?:[^'\\]|\\[^]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|[^]/gy;

/**
 * Cuts a script as psql does: at semicolons outside parentheses and bodies, and after commands that begin with a
 * backslash, which end with their line. Source: psqlscan.l and mainloop.c, src/bin/psql and src/fe_utils, REL_15_STABLE.
 */
export function scriptParts(text: string): ScriptPart[] {
  const cutter = new Cutter(text);
  cutter.run();
  return merged(cutter.parts);
}

/** The text of a part, without comments above it. */
export function partText(text: string, { start, end }: Pick<ScriptPart, "start" | "end">): string {
  return text.slice(start, end).trimEnd();
}

class Cutter {
  readonly parts: ScriptPart[] = [];
  private readonly lineStarts: readonly number[];
  private readonly scan = new RegExp(token);
  private start = -1;
  private last = 0;
  private parentheses = 0;
  private blocks = 0;
  private before = "";
  private nextLine = 0;

  constructor(private readonly text: string) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.lineStarts = starts;
  }

  run(): void {
    const { scan, text } = this;
    for (let match = scan.exec(text); match !== null; match = scan.exec(text))
      this.take(match[0], match.index);
    if (this.start >= 0) this.add(this.start, this.last);
  }

  private take(found: string, at: number): void {
    const { scan, text } = this;
    if (/^(?:[ \t\r\n\f\v]|--)/.test(found)) return;
    if (found === "/*") {
      scan.lastIndex = commentEnd(text, at);
      return;
    }
    if (found === "\\") {
      this.command(at);
      return;
    }
    if (this.start < 0) this.start = at;
    if (/^\$.*\$$/.test(found)) {
      const close = text.indexOf(found, at + found.length);
      scan.lastIndex = close < 0 ? text.length : close + found.length;
    }
    this.last = scan.lastIndex;
    const word = found.toLowerCase();
    if (found === "(") this.parentheses++;
    else if (found === ")") this.parentheses = Math.max(0, this.parentheses - 1);
    else if (word === "atomic" && this.before === "begin") this.blocks = 1;
    else if (this.blocks > 0 && word === "case") this.blocks++;
    else if (this.blocks > 0 && word === "end") this.blocks--;
    else if (found === ";" && this.parentheses === 0 && this.blocks === 0) this.add(this.start, this.last);
    this.before = word;
  }

  /** `\;` goes on; `\gset` and the like end the statement before them; all end with their line. */
  private command(at: number): void {
    const { scan, text } = this;
    if (text[at + 1] === ";") {
      if (this.start < 0) this.start = at;
      scan.lastIndex = at + 2;
      this.last = scan.lastIndex;
      return;
    }
    const end = lineEnd(text, at);
    scan.lastIndex = end;
    const isPending =
      this.start >= 0 &&
      !/^\\(?:g|gx|gset|gexec|gdesc|watch|crosstabview|parse|bind\S*|r|reset)\b/.test(text.slice(at, end));
    // Other commands leave what was typed so far as it is.
    if (isPending) this.last = end;
    else this.add(this.start < 0 ? at : this.start, end);
  }

  private add(start: number, end: number): void {
    const { text } = this;
    const written = text.slice(start, end);
    this.start = -1;
    this.parentheses = 0;
    this.blocks = 0;
    let behind = end;
    let dataLine: number | undefined;
    if (/^\\?copy\b[^]*\bfrom\s+p?stdin\b/i.test(written)) {
      const rest = lineEnd(text, end);
      const close = /^\\\.\r?$/m.exec(text.slice(rest));
      behind = close === null ? text.length : rest + close.index + close[0].length;
      dataLine = this.lineOf(rest) + 1;
      this.scan.lastIndex = behind;
    }
    const lastLine = this.lineOf(Math.max(start, behind - 1));
    const place = { start, end, firstLine: this.nextLine, startLine: this.lineOf(start), lastLine };
    this.parts.push(dataLine === undefined ? place : { ...place, dataLine });
    this.nextLine = lastLine + 1;
  }

  private lineOf(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** What shares a line shares its output: which of two statements gave it cannot be told. */
function merged(parts: readonly ScriptPart[]): ScriptPart[] {
  const whole: ScriptPart[] = [];
  for (const part of parts) {
    const before = whole.at(-1);
    if (before === undefined || before.lastLine < part.startLine) whole.push(part);
    else
      whole[whole.length - 1] = {
        ...before,
        ...part,
        start: before.start,
        firstLine: before.firstLine,
        startLine: before.startLine,
      };
  }
  return whole;
}
