import { randomBytes } from "node:crypto";
import { access, chown, constants, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fail, ok, type Result } from "../../../server/src/base/result";
import type { TextEdit } from "../../../server/src/base/textEdit";
import { decodeText } from "../../../server/src/files/readTextFile";

/**
 * Applies edits to a file on disk and returns its new text. Bytes outside the edits stay as they are: byte order
 * mark, line ends, text in another encoding. The file is replaced as a whole, keeping mode and owner, or not at
 * all. Fails when it no longer has the text that the edits were made for.
 */
export async function editFile(
  path: string,
  text: string,
  edits: readonly TextEdit[],
): Promise<Result<string>> {
  try {
    const target = await realpath(path);
    await access(target, constants.W_OK);
    const bytes = await readFile(target);
    const current = decodeText(bytes);
    if (!("text" in current) || current.text !== text)
      return fail("file-changed", "changed while it was checked");
    const patched = editBytes(bytes, text, edits);
    if (patched === undefined) return fail("file-encoding", "not UTF-8 where it is to be changed");
    await replaceFile(target, patched);
    const written = decodeText(patched);
    return "text" in written ? ok(written.text) : fail("file-encoding", written.message);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return fail(
      "file-unwritable",
      code === "EACCES" || code === "EROFS" ? "not writable" : `cannot be written: ${code}`,
    );
  }
}

/** Whether the place of an edit can be found in the bytes of a file with this text. */
export function canEditBytes(bytes: Buffer, text: string, edit: TextEdit): boolean {
  return byteOffset(bytes, text, edit.start) !== undefined && byteOffset(bytes, text, edit.end) !== undefined;
}

/** The bytes with the edits made, or undefined when a place cannot be told because of invalid UTF-8 before it in its line. */
export function editBytes(bytes: Buffer, text: string, edits: readonly TextEdit[]): Buffer | undefined {
  const lineEnd = /\r\n|\n/.exec(text)?.[0] ?? "\n";
  const parts: Buffer[] = [];
  let position = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const start = byteOffset(bytes, text, edit.start);
    const end = byteOffset(bytes, text, edit.end);
    if (start === undefined || end === undefined || start < position) return undefined;
    parts.push(bytes.subarray(position, start), Buffer.from(edit.newText.replace(/\r?\n/g, lineEnd)));
    position = end;
  }
  return Buffer.concat([...parts, bytes.subarray(position)]);
}

/** A line feed is one byte in every encoding that we decode, so lines correspond; within a line the text must be UTF-8. */
function byteOffset(bytes: Buffer, text: string, offset: number): number | undefined {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  let byteStart = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < lineStart; at = text.indexOf("\n", at + 1)) {
    byteStart = bytes.indexOf(10, byteStart) + 1;
  }
  const before = Buffer.from(text.slice(lineStart, offset));
  const end = byteStart + before.length;
  return bytes.subarray(byteStart, end).equals(before) ? end : undefined;
}

/** Writes beside the file and renames, so that a reader sees the old or the new text and never a part. */
async function replaceFile(path: string, bytes: Buffer): Promise<void> {
  const { mode, uid, gid } = await stat(path);
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    const file = await open(beside, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.chmod(mode & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    const created = await stat(beside);
    if (created.uid !== uid || created.gid !== gid) {
      // Only the superuser may give files away; then the file becomes ours, as with an editor that saves it.
      await chown(beside, uid, gid).catch(() => undefined);
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
