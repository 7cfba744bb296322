/** The notation of rule tests: several files in one text, and caret comments that pin findings. */

export interface PinnedFinding {
  readonly file: string;
  /** 0-based, in the text without its caret comments. */
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
  /** Part of the message; empty when any will do. */
  readonly message: string;
}

export interface CaseFile {
  readonly files: ReadonlyMap<string, string>;
  readonly pins: readonly PinnedFinding[];
  readonly options: { readonly pg?: number; readonly settings?: Record<string, unknown> };
}

const separator = /^-- (\S+) --$/u;
const caretLine = /^\s*(?:\/\/|#|--)?\s*(\^+)(?:\s+(.*))?$/u;
const startLine = /^(\s*)(?:\/\/|#|--)\s*<(-+)(?:\s+(.*))?$/u;
const optionLine = /^\/\/ options: (\{.*\})$/u;

/**
 * Splits a text at `-- name --` lines (without any it is `example.c`) and takes the caret comments out. A
 * comment `// ^^^ words` pins a finding on the line above whose message contains the words; where the code
 * begins left of the carets, `// <--- words` pins as many columns as there are dashes, from the `//`. A first line
 * `// options: {"pg": 17, "settings": {…}}` sets what the case runs with.
 */
export function readCase(text: string): CaseFile {
  const files = new Map<string, string[]>();
  const pins: PinnedFinding[] = [];
  let options: CaseFile["options"] = {};
  let file = "example.c";
  for (const [index, line] of text.split("\n").entries()) {
    const option = index === 0 ? optionLine.exec(line) : null;
    const name = separator.exec(line);
    if (option) {
      options = JSON.parse(option[1]!) as CaseFile["options"];
      continue;
    }
    if (name) {
      file = name[1]!;
      files.set(file, []);
      continue;
    }
    const lines = files.get(file) ?? [];
    files.set(file, lines);
    const pin = readPin(line);
    if (pin) pins.push({ file, line: lines.length - 1, ...pin });
    else lines.push(line);
  }
  return { files: new Map([...files].map(([path, lines]) => [path, lines.join("\n")])), pins, options };
}

function readPin(line: string): { startColumn: number; endColumn: number; message: string } | undefined {
  const caret = caretLine.exec(line);
  if (caret) {
    const startColumn = line.indexOf("^");
    return { startColumn, endColumn: startColumn + caret[1]!.length, message: caret[2] ?? "" };
  }
  const start = startLine.exec(line);
  if (!start) return undefined;
  const startColumn = start[1]!.length;
  return { startColumn, endColumn: startColumn + start[2]!.length, message: start[3] ?? "" };
}

/** The text as a reader of the rule's page would write it: without caret comments. */
export function withoutPins(text: string): string {
  return text
    .split("\n")
    .filter((line) => readPin(line) === undefined)
    .join("\n");
}
