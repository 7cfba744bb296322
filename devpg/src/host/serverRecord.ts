import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Layout } from "../plan/layout";
import { writeWhole } from "./makeFolders";
import type { ServerNeed } from "./projectContext";

/** With what a server was started: tells whether a later need asks for a restart. */
export interface ServerRecord {
  readonly pid: number;
  /** `startOfProcess` of it. */
  readonly start: string;
  readonly version: string;
  readonly preloaded: readonly string[];
  /** What was added to its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Texts of the settings files. */
  readonly settings: { readonly managed: string; readonly user: string; readonly required: string };
}

export async function readServerRecord(layout: Layout): Promise<ServerRecord | undefined> {
  const record = await readJson<ServerRecord>(join(layout.root, "server.json"));
  return record?.settings === undefined || !Array.isArray(record.preloaded) ? undefined : record;
}

export function writeServerRecord(layout: Layout, record: ServerRecord): Promise<void> {
  return writeWhole(join(layout.root, "server.json"), JSON.stringify(record));
}

/** What the last load needed of the server: a plain start gives the same again. */
export async function readServerNeed(layout: Layout): Promise<ServerNeed> {
  const need = await readJson<ServerNeed>(join(layout.root, "need.json"));
  return Array.isArray(need?.preload)
    ? { preload: need.preload, bundledLoader: need.bundledLoader }
    : { preload: [], bundledLoader: false };
}

export function writeServerNeed(layout: Layout, need: ServerNeed): Promise<void> {
  const { preload, bundledLoader } = need;
  return writeWhole(join(layout.root, "need.json"), JSON.stringify({ preload, bundledLoader }));
}

/** Undefined for what is missing or damaged: then it is not known. */
async function readJson<T>(path: string): Promise<(Partial<T> & T) | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
