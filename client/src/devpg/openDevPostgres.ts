import { workspace, type WorkspaceFolder } from "vscode";
import type { DevPostgres, DevResult, ExistingExtension } from "../../../devpg/src/host/devPostgres";

/** A dev Postgres as the settings want it. */
export interface OpenDevPostgres {
  readonly postgres: DevPostgres;
  readonly existing: ExistingExtension;
}

/**
 * The dev Postgres of a folder by the settings of the editor and of the project's file, which wins. Starts nothing.
 * The code behind it is loaded here, so that it costs those nothing who never use it. Fails with `settings-invalid`.
 */
export async function openDevPostgres(
  folder: WorkspaceFolder,
  loaderSource: string,
): Promise<DevResult<OpenDevPostgres>> {
  const [
    { createDevPostgres },
    { devPostgresOptions },
    { projectFolder },
    { readDevSettings },
    { mergeDevSettings },
  ] = await Promise.all([
    import("../../../devpg/src/host/createDevPostgres"),
    import("../../../devpg/src/host/devPostgresOptions"),
    import("../../../devpg/src/host/projectFolder"),
    import("../../../devpg/src/host/readDevSettings"),
    import("../../../devpg/src/project/devSettings"),
  ]);
  const configuration = workspace.getConfiguration("dynpgext", folder);
  const pgVersion = configuration.get<number | null>("pgVersion") ?? undefined;
  const editor = { pgVersion, ...withoutNull(configuration.get<Record<string, unknown>>("devpg") ?? {}) };
  const path = await projectFolder(folder.uri.fsPath);
  const file = await readDevSettings(path);
  const settings = mergeDevSettings(editor, file?.values ?? {});
  if (!settings.ok) return settings;
  const place = { folder: path, loaderSource, env: environment() };
  const postgres = createDevPostgres(devPostgresOptions(settings.value, place));
  return { ok: true, value: { postgres, existing: settings.value.existing } };
}

function withoutNull(section: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(section).filter(([, value]) => value !== null));
}

/** What VS Code puts into its own environment is no business of compilers and servers. */
function environment(): Record<string, string | undefined> {
  const own = /^(?:VSCODE_|ELECTRON_)/u;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
