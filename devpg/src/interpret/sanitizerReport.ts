/** What AddressSanitizer writes when it finds a fault. Source of the form: compiler-rt/lib/asan/asan_report.cpp and asan_descriptions.cpp, LLVM 19; GCC 12 has the same. */
export interface SanitizerReport {
  readonly pid: number;
  /** As the sanitizer calls it: `heap-use-after-free`, `stack-buffer-overflow`, `attempting double-free`. */
  readonly kind: string;
  /** `READ of size 4`; absent for faults that are no access. */
  readonly access?: string;
  /** The stack of the fault, innermost first. */
  readonly frames: readonly SanitizerFrame[];
  /** Other stacks: where the memory was freed, allocated or declared. */
  readonly stacks: readonly { readonly title: string; readonly frames: readonly SanitizerFrame[] }[];
  /** What the sanitizer knows of the memory: `'name' (line 19) <== Memory access at offset 48 overflows this variable`. */
  readonly remarks: readonly string[];
}

export interface SanitizerFrame {
  readonly routine?: string;
  /** Absent for code without debug information. `line` is 1-based, as is `column`, which GCC leaves out. */
  readonly place?: { readonly path: string; readonly line: number; readonly column?: number };
}

const begin = /^==(\d+)==ERROR: AddressSanitizer: (.*)$/u;
const kindEnd = / on (?:unknown )?(?:address|0x)| on 0x|: | \(|$/u;
const access = /^((?:READ|WRITE) of size \d+|ACCESS of size \d+)/u;
const frame = /^\s+#\d+ 0x[0-9a-f]+(?: in (\S+))?\s+(.*)$/u;
const place = /^(\/.*?):(\d+)(?::(\d+))?$/u;
const title = /^(?:freed by|previously allocated by|allocated by|Address 0x\S+ is located in stack of)\b/u;
const remark = /<== Memory access|is located \d+ bytes|is a wild pointer|^Hint: /u;

/** The reports in a text, in order. A report that was cut off has what it had so far. */
export function sanitizerReports(text: string): readonly SanitizerReport[] {
  const reports: SanitizerReport[] = [];
  let lines: string[] | undefined;
  const finish = (): void => {
    if (lines !== undefined) reports.push(reportOf(lines));
  };
  for (const line of text.split(/\r?\n/u)) {
    if (begin.test(line)) {
      finish();
      lines = [line];
    } else if (line.startsWith("SUMMARY: ")) {
      finish();
      lines = undefined;
    } else lines?.push(line);
  }
  finish();
  return reports;
}

function reportOf([head = "", ...rest]: readonly string[]): SanitizerReport {
  const [, pid = "", said = ""] = begin.exec(head) ?? [];
  const frames: SanitizerFrame[] = [];
  const stacks: { title: string; frames: SanitizerFrame[] }[] = [];
  const remarks: string[] = [];
  let accessed: string | undefined;
  for (const line of rest) {
    const framed = frame.exec(line);
    accessed ??= access.exec(line)?.[1];
    if (framed) (stacks.at(-1)?.frames ?? frames).push(frameOf(framed[1], framed[2] ?? ""));
    else if (title.test(line)) stacks.push({ title: titleOf(line), frames: [] });
    else if (remark.test(line)) remarks.push(line.trim().replace(/^\[\d+, \d+\) /u, ""));
  }
  return {
    pid: Number(pid),
    kind: said.slice(0, kindEnd.exec(said)?.index),
    ...(accessed === undefined ? {} : { access: accessed }),
    frames,
    stacks: stacks.filter((stack) => stack.frames.length > 0),
    remarks,
  };
}

function titleOf(line: string): string {
  if (line.startsWith("Address")) return "declared in";
  return line.replace(/ by thread T\d+.*$/u, " here");
}

function frameOf(routine: string | undefined, where: string): SanitizerFrame {
  const [, path, line, column] = place.exec(where) ?? [];
  return {
    ...(routine === undefined ? {} : { routine }),
    ...(path === undefined || line === undefined
      ? {}
      : { place: { path, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) } }),
  };
}
