import type { Span } from "../../base/span";

export interface CMakeArgument {
  readonly kind: "unquoted" | "quoted" | "bracket" | "parenthesis";
  /** Without quotes and brackets, otherwise as written. */
  readonly text: string;
  /** Where `text` begins. */
  readonly start: number;
}

export interface CMakeCommand {
  /** Lower case: CMake ignores the case of command names. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly CMakeArgument[];
  readonly span: Span;
}

/** The commands of a CMake file, and what is none. Source: CMake 3.25 manual, cmake-language(7). */
export function cmakeCommands(text: string): { commands: CMakeCommand[]; holes: Span[] } {
  const commands: CMakeCommand[] = [];
  const holes: Span[] = [];
  const identifier = /[A-Za-z_]\w*/y;
  for (let offset = 0; offset < text.length;) {
    const skipped = skipBlank(text, offset);
    if (skipped > offset) {
      offset = skipped;
      continue;
    }
    identifier.lastIndex = offset;
    const name = identifier.exec(text)?.[0];
    const open = name === undefined ? -1 : offset + name.length + blanksAfter(text, offset + name.length);
    if (name === undefined || text[open] !== "(") {
      const end = lineEnd(text, offset);
      holes.push({ start: offset, end });
      offset = end;
      continue;
    }
    const { args, end, isClosed } = readArguments(text, open + 1);
    const span = { start: offset, end };
    if (isClosed) {
      const nameSpan = { start: offset, end: offset + name.length };
      commands.push({ name: name.toLowerCase(), nameSpan, args, span });
    } else holes.push(span);
    offset = end;
  }
  return { commands, holes };
}

function readArguments(
  text: string,
  start: number,
): { args: CMakeArgument[]; end: number; isClosed: boolean } {
  const args: CMakeArgument[] = [];
  let depth = 1;
  let offset = start;
  while (offset < text.length) {
    const skipped = skipBlank(text, offset);
    if (skipped > offset) {
      offset = skipped;
      continue;
    }
    const letter = text[offset]!;
    if (letter === "(" || letter === ")") {
      depth += letter === "(" ? 1 : -1;
      offset++;
      if (depth === 0) return { args, end: offset, isClosed: true };
      args.push({ kind: "parenthesis", text: letter, start: offset - 1 });
      continue;
    }
    const bracket = bracketAt(text, offset);
    if (bracket !== undefined) {
      args.push({ kind: "bracket", text: text.slice(bracket.start, bracket.end), start: bracket.start });
      offset = bracket.next;
    } else if (letter === '"') {
      const end = quotedEnd(text, offset + 1);
      args.push({ kind: "quoted", text: text.slice(offset + 1, end), start: offset + 1 });
      offset = end + 1;
    } else {
      const end = Math.max(unquotedEnd(text, offset), offset + 1);
      args.push({ kind: "unquoted", text: text.slice(offset, end), start: offset });
      offset = end;
    }
  }
  return { args, end: text.length, isClosed: false };
}

/** The end of white space or one comment; `offset` itself where neither is. */
function skipBlank(text: string, offset: number): number {
  const letter = text[offset]!;
  if (/[\s\ufeff]/.test(letter)) return offset + 1;
  if (letter !== "#") return offset;
  return bracketAt(text, offset + 1)?.next ?? lineEnd(text, offset);
}

function bracketAt(text: string, offset: number): { start: number; end: number; next: number } | undefined {
  if (text[offset] !== "[") return undefined;
  let i = offset + 1;
  while (text[i] === "=") i++;
  if (text[i] !== "[") return undefined;
  const closing = `]${"=".repeat(i - offset - 1)}]`;
  const end = text.indexOf(closing, i + 1);
  return end < 0 ? undefined : { start: i + 1, end, next: end + closing.length };
}

function quotedEnd(text: string, start: number): number {
  let i = start;
  while (i < text.length && text[i] !== '"') i += text[i] === "\\" ? 2 : 1;
  return Math.min(i, text.length);
}

/** Quoted parts inside belong to the argument: `-DX="a b"`. */
function unquotedEnd(text: string, start: number): number {
  let i = start;
  while (i < text.length && !/[\s()#]/.test(text[i]!)) {
    if (text[i] === "\\") i += 2;
    else if (text[i] === '"') i = quotedEnd(text, i + 1) + 1;
    else i++;
  }
  return Math.min(i, text.length);
}

function blanksAfter(text: string, offset: number): number {
  let count = 0;
  while (text[offset + count] === " " || text[offset + count] === "\t") count++;
  return count;
}

function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline;
}
