import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { acceptAll, acceptStatements } from "../../interpret/tests/acceptOutput";
import type { TestResult } from "../../plan/tests/testRun";
import type { DevPostgresOptions, DevResult } from "../devPostgres";
import { fileProblem } from "../fileProblem";
import { problem } from "../problem";
import { findWorkplace } from "../workplace";
import { testRecord } from "./testRecord";

/** What is to be accepted of a test: all that it gave, or that of some statements (indexes of `scriptParts`). */
export interface Acceptance {
  readonly id: string;
  readonly parts?: readonly number[];
}

/** The last result of each test that is known. Fails as `findWorkplace` does. */
export async function lastResults(
  options: DevPostgresOptions,
): Promise<DevResult<Readonly<Record<string, TestResult>>>> {
  const workplace = await findWorkplace(options);
  return workplace.ok
    ? { ok: true, value: testRecord(workplace.value.layout).read()?.results ?? {} }
    : workplace;
}

/**
 * Makes what a test gave in its last run what is expected of it. Only that expected file is written, in one step, with
 * its permissions and line ends. The path of the file. Fails with `test-not-run`, `nothing-to-accept`, and when the
 * file cannot be written.
 */
export async function acceptTest(
  options: DevPostgresOptions,
  { id, parts }: Acceptance,
): Promise<DevResult<string>> {
  const results = await lastResults(options);
  if (!results.ok) return results;
  const result = results.value[id];
  if (result === undefined)
    return problem("test-not-run", `${id} has not been run yet`, { action: "Run it first" });
  const { expectedFile, actualFile } = result;
  const actual =
    actualFile === undefined ? undefined : await readFile(actualFile, "utf8").catch(() => undefined);
  if (expectedFile === undefined || actual === undefined)
    return problem("nothing-to-accept", `${id} left no output that could be accepted`, {
      action:
        result.kind === "tap" || result.kind === "yregress"
          ? "What it expects is written in its own file"
          : "Run it again",
    });
  try {
    const expected = (await readFile(expectedFile, "utf8").catch(() => undefined)) ?? "";
    const script = parts === undefined ? "" : await readFile(result.path, "utf8");
    const text =
      parts === undefined
        ? acceptAll({ expected, actual })
        : acceptStatements({ script, expected, actual }, parts);
    await replaceFile(expectedFile, text);
    return { ok: true, value: expectedFile };
  } catch (error) {
    return fileProblem(error, `${expectedFile} could not be written`);
  }
}

/** Nobody ever sees half of it; owner and permissions stay, a new file gets those of its folder's owner. */
async function replaceFile(path: string, text: string): Promise<void> {
  const before = await stat(path).catch(() => undefined);
  await mkdir(dirname(path), { recursive: true });
  const owner = before ?? (await stat(dirname(path)));
  const part = join(dirname(path), `.${basename(path)}.${process.pid}.new`);
  try {
    await writeFile(part, text, { flag: "wx" });
    if (before !== undefined) await chmod(part, before.mode & 0o7777);
    if (process.getuid?.() === 0) await chown(part, owner.uid, owner.gid);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
