import { readFile, stat } from "node:fs/promises";

export type TextFile =
  | { readonly text: string }
  | { readonly skipped: "binary" | "too-large" | "missing" | "unreadable"; readonly message: string };

/** Larger files are generated data, not sources. */
export const largestTextBytes = 16 * 1024 * 1024;

/** How much of a file decides whether it is binary. */
const sampleBytes = 8192;

const decoder = new TextDecoder("utf-8");

/**
 * The text of a file as the editor would show it: without a byte order mark, with U+FFFD for what is not UTF-8,
 * with its own line ends. Never throws.
 */
export async function readTextFile(path: string): Promise<TextFile> {
  try {
    const status = await stat(path);
    if (!status.isFile()) return { skipped: "unreadable", message: "not a regular file" };
    if (status.size > largestTextBytes) {
      return { skipped: "too-large", message: `larger than ${largestTextBytes / 1024 / 1024} MiB` };
    }
    return decodeText(await readFile(path));
  } catch (error) {
    return unreadable(error);
  }
}

/** Decodes the bytes of a file as `readTextFile` does. */
export function decodeText(bytes: Uint8Array): TextFile {
  if (isBinary(bytes)) return { skipped: "binary", message: "a binary file" };
  return { text: decoder.decode(bytes) };
}

/** A zero byte alone is a slip of an editor; together with many control bytes it is no text. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampleBytes);
  if (!sample.includes(0)) return false;
  let controls = 0;
  for (const byte of sample) if (byte < 32 && (byte < 8 || byte > 13) && byte !== 27) controls++;
  return controls > 8 && controls * 20 > sample.length;
}

function unreadable(error: unknown): TextFile {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return { skipped: "missing", message: "no such file" };
    case "EACCES":
    case "EPERM":
      return { skipped: "unreadable", message: "permission denied" };
    default:
      return { skipped: "unreadable", message: `cannot be read: ${code}` };
  }
}
