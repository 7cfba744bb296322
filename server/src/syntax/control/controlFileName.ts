/** What the name of a control file says: `name.control`, or `name--version.control` for one version. */
export interface ControlFileName {
  readonly extension: string;
  readonly version?: string;
}

/** Undefined for a path that is no control file. Source: src/backend/commands/extension.c, REL_15_STABLE. */
export function controlFileName(path: string): ControlFileName | undefined {
  const name = /([^/\\]+)\.control$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const dashes = name.indexOf("--");
  if (dashes < 0) return { extension: name };
  if (dashes === 0) return undefined;
  return { extension: name.slice(0, dashes), version: name.slice(dashes + 2) };
}
