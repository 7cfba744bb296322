import { fail, ok, type Result } from "../../../server/src/base/result";
import { devSettingsSchema, type DevSettings } from "../../../server/src/pg/devSettings";

export type { DevSettings };

/** Settings as somebody wrote them: any member may be absent, null (which is absent too) or wrong. */
export type GivenDevSettings = Readonly<Record<string, unknown>>;

const members: readonly string[] = Object.keys(devSettingsSchema.shape);

/**
 * Puts settings of several origins together, key by key; later ones win (editor, then project file, then command
 * line). Keys that are no settings of the dev Postgres are passed over: the editor has some of its own below
 * `dynpgext.devpg`. Fails with `settings-invalid` and names the key.
 */
export function mergeDevSettings(...origins: readonly GivenDevSettings[]): Result<DevSettings> {
  const merged: Record<string, unknown> = {};
  for (const origin of origins) {
    for (const key of members) if ((origin[key] ?? undefined) !== undefined) merged[key] = origin[key];
  }
  const parsed = devSettingsSchema.safeParse(merged);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const message = `\`devpg.${issue?.path.join(".") ?? ""}\`: ${issue?.message ?? "invalid"}`;
  return fail("settings-invalid", message, "Correct or remove the setting.");
}

/** The members of `devpg` in a project's file that are right, and a sentence about each that is not. */
export function rightDevSettings(given: unknown): {
  readonly values: GivenDevSettings;
  readonly problems: readonly string[];
} {
  if (given === undefined) return { values: {}, problems: [] };
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return { values: {}, problems: ["`devpg` must be an object"] };
  }
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries<unknown>({ ...given })) {
    const checked = members.includes(key) ? mergeDevSettings({ [key]: value ?? false }) : undefined;
    if (checked?.ok === true) values[key] = value;
    else problems.push(checked?.problem.message ?? `\`devpg.${key}\`: there is no such setting`);
  }
  return { values, problems };
}
