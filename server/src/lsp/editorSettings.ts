import type { HintSettings } from "../features/listHints";
import { settingsSchema } from "../engine/settings";
import { parseSettingsText } from "../files/settingsFile";
import { isRecord } from "./clientFeatures";

/** Wait after the last change before the analysis runs, when the editor does not say. */
export const defaultDebounceMs = 150;

/** Keys of the settings file that the server has no use for; those of `devpg` the client reads itself. */
const notForServer = { $schema: true, devpg: true };

/** The editor's `dynpgext.*` settings. */
export interface EditorSettings {
  /** The valid keys that are also keys of the project's settings file. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly debounceMs: number;
  /** What is shown inside the code. */
  readonly hints: HintSettings;
  /** What is wrong with the others, in the user's words. */
  readonly problems: readonly string[];
}

/** What is shown inside the code unless the editor says something else. */
export const defaultHints: HintSettings = { names: true, scopes: false, regions: true };

/** Reads what the client answered for the section `dynpgext`. Keys that are absent or null are not set. */
export function readEditorSettings(section: unknown, knownRules: ReadonlySet<string>): EditorSettings {
  const given = isRecord(section) ? section : {};
  const shared = Object.keys(settingsSchema.shape)
    .filter((key) => !(key in notForServer) && given[key] !== undefined && given[key] !== null)
    .map((key) => [key, given[key]] as const);
  const { values, problems } = parseSettingsText("", JSON.stringify(Object.fromEntries(shared)), knownRules);
  const diagnostics = given["diagnostics"];
  const debounceMs = isRecord(diagnostics) ? diagnostics["debounceMs"] : undefined;
  return {
    values,
    debounceMs: typeof debounceMs === "number" && debounceMs >= 0 ? debounceMs : defaultDebounceMs,
    hints: readHints(given["inlayHints"]),
    problems: problems.map(({ message }) => message),
  };
}

function readHints(given: unknown): HintSettings {
  const { names, scopes, regions } = isRecord(given) ? given : {};
  return {
    names: typeof names === "boolean" ? names : defaultHints.names,
    scopes: typeof scopes === "boolean" ? scopes : defaultHints.scopes,
    regions: typeof regions === "boolean" ? regions : defaultHints.regions,
  };
}
