import { readFile, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import type { Finding } from "../../../server/src/base/finding";
import { fail, ok, type Result } from "../../../server/src/base/result";
import { fingerprint, type Recognised } from "../fingerprint";

/** Findings that are known and accepted. */
export interface Baseline {
  /** Absolute path of the file that lists them. */
  readonly file: string;
  /** How often each may still occur, by fingerprint. */
  readonly counts: ReadonlyMap<string, number>;
}

const version = 1;

export async function readBaseline(file: string): Promise<Result<Baseline>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return fail("baseline-unreadable", code === "ENOENT" ? "no such file" : `cannot be read: ${code}`);
  }
  const entries = parse(text);
  if (entries === undefined) return fail("baseline-invalid", "not a baseline written by `--write-baseline`");
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const key = fingerprint(entry);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return ok({ file, counts });
}

/** Writes the findings, sorted, so that two baselines can be compared line by line. */
export async function writeBaseline(file: string, found: readonly Recognised[]): Promise<Result<undefined>> {
  const entries = found
    .map(({ rule, path, line, message }) => ({ path, rule, message, line: line.trim() }))
    .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
  const listed = entries.map((entry) => `\n    ${JSON.stringify(entry)}`).join(",");
  const text = `{\n  "version": ${version},\n  "findings": [${listed}${listed === "" ? "" : "\n  "}]\n}\n`;
  try {
    await writeFile(file, text);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return fail("baseline-unwritable", `cannot be written: ${code}`);
  }
  return ok(undefined);
}

/** Those of `found` that the baseline does not have, in their order. */
export function withoutBaseline(
  found: readonly Finding[],
  baseline: Baseline,
  texts: ReadonlyMap<string, string>,
): readonly Finding[] {
  const left = new Map(baseline.counts);
  return found.filter((finding) => {
    const key = fingerprint(recognise(finding, baseline.file, texts));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}

/** How a baseline file knows a finding. Its path is relative to that file's folder, so that it works from anywhere. */
export function recognise(finding: Finding, file: string, texts: ReadonlyMap<string, string>): Recognised {
  const { rule, message, site } = finding;
  const text = texts.get(site.path) ?? "";
  const lineStart = site.start === 0 ? 0 : text.lastIndexOf("\n", site.start - 1) + 1;
  const line = /[^\r\n]*/y;
  line.lastIndex = lineStart;
  return {
    rule,
    message,
    path: relative(dirname(file), site.path).replaceAll("\\", "/"),
    line: line.exec(text)?.[0] ?? "",
  };
}

function parse(text: string): readonly Recognised[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof parsed !== "object" || parsed === null || !("findings" in parsed)) return undefined;
  if (!("version" in parsed) || parsed.version !== version || !Array.isArray(parsed.findings))
    return undefined;
  return parsed.findings.every(isRecognised) ? parsed.findings : undefined;
}

function isRecognised(entry: unknown): entry is Recognised {
  if (typeof entry !== "object" || entry === null) return false;
  const fields = entry as Record<string, unknown>;
  return ["rule", "path", "message", "line"].every((name) => typeof fields[name] === "string");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
