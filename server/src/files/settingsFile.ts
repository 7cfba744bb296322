import type { Span } from "../base/span";
import { parseSettings } from "../engine/settings";
import { jsonPath, parseJsonText, type JsonText } from "./jsonText";
import { nearestName } from "./nearestName";
import { readTextFile } from "./readTextFile";

/** The name of the project's settings file, in the workspace folder itself. */
export const settingsFileName = ".dynpgext.json";

export interface SettingsProblem {
  readonly code: "settings-syntax" | "settings-invalid" | "settings-unknown-rule" | "settings-unreadable";
  /** Where in the file's text. */
  readonly span: Span;
  /** One sentence without a final period. */
  readonly message: string;
}

/** The keys that the project's settings file sets, with what is wrong in it. */
export interface SettingsFile {
  /** Absolute path with `/` separators. */
  readonly path: string;
  readonly text: string;
  /** The valid keys as they are written, without defaults: they win over the editor's settings one by one. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly SettingsProblem[];
}

/** Reads `.dynpgext.json` of a workspace folder. Undefined when there is none. Never throws. */
export async function readSettingsFile(
  folder: string,
  knownRules: ReadonlySet<string>,
): Promise<SettingsFile | undefined> {
  const path = `${folder.replace(/\/$/, "")}/${settingsFileName}`;
  const file = await readTextFile(path);
  if ("text" in file) return parseSettingsText(path, file.text, knownRules);
  if (file.skipped === "missing") return undefined;
  const problem = { code: "settings-unreadable", span: { start: 0, end: 0 }, message: file.message } as const;
  return { path, text: "", values: {}, problems: [problem] };
}

/** A broken text sets nothing; a wrong key loses only itself. */
export function parseSettingsText(path: string, text: string, knownRules: ReadonlySet<string>): SettingsFile {
  const parsed = parseJsonText(text);
  if ("span" in parsed) {
    const problem = {
      code: "settings-syntax",
      span: parsed.span,
      message: `not JSON: ${parsed.message}`,
    } as const;
    return { path, text, values: {}, problems: [problem] };
  }
  if (typeof parsed.value !== "object" || parsed.value === null || Array.isArray(parsed.value)) {
    const span = spanOf(parsed, []);
    const message = "the settings must be one JSON object";
    return { path, text, values: {}, problems: [{ code: "settings-invalid", span, message }] };
  }
  const values: Record<string, unknown> = {};
  const problems: SettingsProblem[] = [];
  for (const [key, value] of Object.entries<unknown>({ ...parsed.value })) {
    const given = rightMembers(parsed, key, value, knownRules, problems);
    const checked = parseSettings({ [key]: given });
    if (checked.ok) values[key] = given;
    else {
      const span = parsed.keys.get(jsonPath([key])) ?? spanOf(parsed, []);
      problems.push({ code: "settings-invalid", span, message: checked.problem.message });
    }
  }
  return { path, text, values, problems: problems.sort((a, b) => a.span.start - b.span.start) };
}

function rightMembers(
  parsed: JsonText,
  key: string,
  value: unknown,
  knownRules: ReadonlySet<string>,
  problems: SettingsProblem[],
): unknown {
  if (key === "rules") return knownLevels(parsed, value, knownRules, problems);
  return key === "devpg" ? rightDevSettings(parsed, value, problems) : value;
}

/** The members of `devpg` that are right. */
function rightDevSettings(parsed: JsonText, given: unknown, problems: SettingsProblem[]): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const right: Record<string, unknown> = {};
  for (const [key, value] of Object.entries<unknown>({ ...given })) {
    const checked = parseSettings({ devpg: { [key]: value } });
    if (checked.ok) right[key] = value;
    else {
      const span = parsed.keys.get(jsonPath(["devpg", key])) ?? spanOf(parsed, ["devpg"]);
      problems.push({ code: "settings-invalid", span, message: checked.problem.message });
    }
  }
  return right;
}

/** The members of `rules` that are right, so that one slip does not switch all the others back on. */
function knownLevels(
  parsed: JsonText,
  rules: unknown,
  knownRules: ReadonlySet<string>,
  problems: SettingsProblem[],
): unknown {
  if (typeof rules !== "object" || rules === null || Array.isArray(rules)) return rules;
  const levels: Record<string, unknown> = {};
  for (const [rule, level] of Object.entries<unknown>({ ...rules })) {
    if (rule !== "*" && !knownRules.has(rule)) {
      const span = parsed.keys.get(jsonPath(["rules", rule])) ?? spanOf(parsed, ["rules"]);
      problems.push({ code: "settings-unknown-rule", span, message: unknownRule(rule, knownRules) });
      continue;
    }
    const checked = parseSettings({ rules: { [rule]: level } });
    if (checked.ok) levels[rule] = level;
    else {
      const span = spanOf(parsed, ["rules", rule]);
      problems.push({ code: "settings-invalid", span, message: checked.problem.message });
    }
  }
  return levels;
}

function unknownRule(rule: string, knownRules: ReadonlySet<string>): string {
  const near = nearestName(rule, knownRules);
  return `there is no rule \`${rule}\`` + (near === undefined ? "" : `; did you mean \`${near}\`?`);
}

function spanOf(parsed: JsonText, keys: readonly string[]): Span {
  return parsed.values.get(jsonPath(keys)) ?? { start: 0, end: 0 };
}
