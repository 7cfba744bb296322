import { fail, ok, type Result } from "../../../server/src/base/result";
import { nearestName } from "../../../server/src/files/nearestName";
import type { RuleDescription } from "../report";

/**
 * The rules that `--only` leaves: those it names, and all of the packs it names. Everything else is off, whatever
 * the settings say; of the rules that stay they say how severe each one is.
 */
export function onlyRules(
  names: readonly string[],
  rules: readonly RuleDescription[],
): Result<ReadonlySet<string>> {
  const kept = new Set<string>();
  for (const name of names) {
    const named = rules.filter(({ id, pack }) => id === name || pack === name);
    if (named.length === 0) {
      const near = nearestName(name, [...rules.map(({ id }) => id), ...packsOf(rules)]);
      const hint = near === undefined ? "`dynpgext explain` lists them all" : `did you mean \`${near}\`?`;
      return fail("rule-unknown", `--only: there is no rule or pack \`${name}\`; ${hint}`);
    }
    for (const { id } of named) kept.add(id);
  }
  return ok(kept);
}

/** The levels that switch off what is not kept. */
export function offBut(
  kept: ReadonlySet<string>,
  rules: readonly RuleDescription[],
): Readonly<Record<string, "off">> {
  return Object.fromEntries(rules.filter(({ id }) => !kept.has(id)).map(({ id }) => [id, "off" as const]));
}

function packsOf(rules: readonly RuleDescription[]): ReadonlySet<string> {
  return new Set(rules.flatMap(({ pack }) => pack ?? []));
}
