import { watch } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { LogReader, logFormatOf, logSuffix, type LogFormat } from "../interpret/serverLog";
import type { LogRecord } from "../interpret/serverMessage";
import type { Workplace } from "./workplace";

/** Where a server's log files are and how they are written. Their names order them by time. */
export interface LogPlace {
  readonly folder: string;
  readonly format: LogFormat;
}

/** Of the server of a workspace. */
export function logPlaceOf({ layout, system }: Pick<Workplace, "layout" | "system">): LogPlace {
  return { folder: layout.log, format: logFormatOf(system.major) };
}

const pieceBytes = 256 * 1024;
/** File systems that report no changes are looked at this often. */
const lookMs = 500;

/** The last records of the log, oldest first. */
export async function readLog(place: LogPlace, count: number): Promise<readonly LogRecord[]> {
  return (await readBackwards(place, count)).records;
}

/**
 * Shows the last `count` records, then what is added to the log, over rotations and restarts, until the signal aborts.
 * Whatever is logged after `began` was called is something that is added.
 */
export async function followLog(
  place: LogPlace,
  count: number,
  show: (record: LogRecord) => void,
  signal: AbortSignal,
  began: () => void = () => undefined,
): Promise<void> {
  const { records, last } = await readBackwards(place, count);
  for (const record of records) show(record);
  began();
  let current = last;
  while (!signal.aborted) {
    // The names first: what is written to the current file before a newer one exists is read before that one.
    const newer = (await logFiles(place)).filter((name) => current === undefined || name > current.name);
    if (current !== undefined) for (const record of await current.readOn()) show(record);
    if (newer[0] !== undefined) current = new OpenLog(place, newer[0]);
    else await changeIn(place.folder, signal);
  }
}

/** One log file, read as far as it has been written. */
class OpenLog {
  private readonly reader: LogReader;
  private readonly decoder = new TextDecoder("utf-8");
  private offset = 0;

  constructor(
    private readonly place: LogPlace,
    readonly name: string,
  ) {
    this.reader = new LogReader(place.format);
  }

  /** The records that were completed since the last call; none when the file is gone. */
  async readOn(): Promise<readonly LogRecord[]> {
    const file = await open(join(this.place.folder, this.name)).catch(() => undefined);
    if (file === undefined) return [];
    const records: LogRecord[] = [];
    try {
      const buffer = Buffer.alloc(pieceBytes);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, this.offset);
        if (bytesRead === 0) return records;
        this.offset += bytesRead;
        const text = this.decoder.decode(buffer.subarray(0, bytesRead), { stream: true });
        records.push(...this.reader.push(text));
      }
    } finally {
      await file.close();
    }
  }
}

/** The newest file stays open for what comes. */
async function readBackwards(
  place: LogPlace,
  count: number,
): Promise<{ readonly records: readonly LogRecord[]; readonly last: OpenLog | undefined }> {
  let records: readonly LogRecord[] = [];
  let last: OpenLog | undefined;
  for (const name of (await logFiles(place)).reverse()) {
    const file = new OpenLog(place, name);
    records = [...(await file.readOn()), ...records];
    last ??= file;
    if (records.length >= count) break;
  }
  return { records: count === 0 ? [] : records.slice(-count), last };
}

async function logFiles({ folder, format }: LogPlace): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith("postgresql-") && name.endsWith(logSuffix[format])).sort();
}

/** Resolves when something in the folder changes, after a while, or when the signal aborts. */
function changeIn(folder: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let watcher: ReturnType<typeof watch> | undefined;
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      watcher?.close();
      resolve();
    };
    const timer = setTimeout(done, lookMs);
    signal.addEventListener("abort", done);
    try {
      watcher = watch(folder, done);
      watcher.on("error", () => undefined); // The timer looks then.
    } catch {
      watcher = undefined; // There is no folder before the first start, or no watch is left; the timer looks.
    }
    if (signal.aborted) done();
  });
}
