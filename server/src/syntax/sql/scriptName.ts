/** What the name of an extension script says: an installation script of `to`, or an update `from` to `to`. */
export interface ScriptName {
  readonly extension: string;
  readonly from?: string;
  readonly to: string;
}

/**
 * `ext--1.0.sql` and `ext--1.0--1.1.sql`; undefined for any other path.
 * Source: src/backend/commands/extension.c get_ext_ver_list, REL_15_STABLE.
 */
export function scriptName(path: string): ScriptName | undefined {
  const name = /([^/\\]+)\.sql$/.exec(path)?.[1];
  const parts = name?.split("--") ?? [];
  const [extension, first, second] = parts;
  if (!extension || !first || parts.length > 3 || second === "") return undefined;
  return second === undefined ? { extension, to: first } : { extension, from: first, to: second };
}
