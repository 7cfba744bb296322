import type { WorkspaceOptions } from "./workspace";

/** Which rules run, and how severe they are, changes nothing of what the analyses know. */
export function sameButRules(a: WorkspaceOptions, b: WorkspaceOptions): boolean {
  const withoutRules = (options: WorkspaceOptions): string =>
    JSON.stringify({ ...options, settings: { ...options.settings, rules: {} } });
  return withoutRules(a) === withoutRules(b);
}
