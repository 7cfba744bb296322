import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DevPostgres } from "../devPostgres";
import { functionTypes } from "../functionTypes";

/** A file for the modules in devpg/debugger, by which they show arguments by their SQL types. */
export interface FunctionTypesFile {
  readonly path: string;
  remove(): Promise<void>;
}

/** Undefined when the server cannot be asked: values are then shown by their C types. */
export async function writeFunctionTypes(
  postgres: DevPostgres,
  database: string | null,
): Promise<FunctionTypesFile | undefined> {
  const connected = await postgres.connect(database);
  if (!connected.ok) return undefined;
  const types = await functionTypes(connected.value);
  await connected.value.end();
  if (!types.ok) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "dynpgext-debug-"));
  const path = join(folder, "functions.json");
  await writeFile(path, JSON.stringify(types.value));
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
