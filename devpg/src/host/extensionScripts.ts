import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { controlEntry, readControl } from "../../../server/src/syntax/control/readControl";
import type { Installation } from "../plan/installation";
import type { Database } from "./database";
import type { ScriptStep } from "./locateScriptError";

/** What is installed of an extension. */
export interface InstalledExtension {
  readonly name: string;
  readonly controlFile: string;
  readonly defaultVersion?: string;
  /** The control file fixes the schema. */
  readonly schema?: string;
}

/** As the control file in the private copy says now. */
export function installedExtension({ sharedir }: Installation, name: string): InstalledExtension {
  const controlFile = join(sharedir, "extension", `${name}.control`);
  const control = readControl(existsSync(controlFile) ? readFileSync(controlFile, "utf8") : "");
  const defaultVersion = controlEntry(control, "default_version")?.value;
  const schema = controlEntry(control, "schema")?.value;
  return {
    ...{ name, controlFile },
    ...(defaultVersion === undefined ? {} : { defaultVersion }),
    ...(schema === undefined ? {} : { schema }),
  };
}

/**
 * A hash of everything that makes an extension of this version what it is in a database: its script (all scripts when
 * there is none for the version itself), and what the control file says apart from words for people.
 */
export function scriptHash({ sharedir }: Installation, name: string, version: string): string {
  const folder = join(sharedir, "extension");
  const own = `${name}--${version}.sql`;
  const scripts = existsSync(join(folder, own))
    ? [own]
    : readdirSync(folder).filter((file) => file.startsWith(`${name}--`) && file.endsWith(".sql"));
  const controls = [`${name}.control`, `${name}--${version}.control`].filter((file) =>
    existsSync(join(folder, file)),
  );
  const hash = createHash("sha256");
  for (const file of controls) {
    const { entries } = readControl(readFileSync(join(folder, file), "utf8"));
    const decisive = entries.filter(({ key }) => key !== "comment" && key !== "default_version");
    hash.update(JSON.stringify(decisive.map(({ key, value }) => [key, value])));
  }
  for (const file of scripts.sort()) hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  return hash.digest("hex");
}

/** The scripts that the server takes to make a version of an extension, or to come to it from another one. */
export async function scriptSteps(
  { sharedir }: Installation,
  database: Database,
  { extension, from, to }: ScriptStep,
): Promise<readonly ScriptStep[]> {
  const folder = join(sharedir, "extension");
  const hasScript = (version: string): boolean => existsSync(join(folder, `${extension}--${version}.sql`));
  if (from === undefined && hasScript(to)) return [{ extension, to }];
  const found = await database.query<{ path: string }>(
    "select path from pg_extension_update_paths($1) where target = $2 and path is not null and ($3::text is null or source = $3)",
    [extension, to, from ?? null],
  );
  const paths = (found.ok ? found.value : []).map(({ path }) => path.split("--"));
  const usable = paths.filter(([first]) => from !== undefined || hasScript(first!));
  const [shortest] = usable.sort((a, b) => a.length - b.length);
  if (shortest === undefined) return [];
  const updates = shortest
    .slice(1)
    .map((version, index) => ({ extension, from: shortest[index]!, to: version }));
  return from === undefined ? [{ extension, to: shortest[0]! }, ...updates] : updates;
}
