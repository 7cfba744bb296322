import { resolve } from "node:path";
import { editDistance } from "../../../server/src/base/editDistance";
import { isGood } from "../../../devpg/src/plan/tests/testRun";
import { testId, testsOf } from "../../../devpg/src/project/tests/testSuite";
import type { DevCall, DevSession } from "../dev/devSession";
import { exitCodes, type ExitCode } from "../host";

/** Tests that were chosen, in the order of the build file. */
export interface Choice {
  readonly ids: readonly string[];
  /** By id, absolute. */
  readonly paths: ReadonlyMap<string, string>;
  readonly isAll: boolean;
}

/** Tests by their names, ids, patterns with `*`, or paths; all when none are given. Says what is wrong with a name. */
export async function chooseIds(
  { parts, host }: DevCall,
  { devPostgres, explain, tell, run }: DevSession,
  names: readonly string[],
  { failed }: { readonly failed?: true | undefined },
): Promise<Choice | { readonly code: ExitCode }> {
  const { options } = devPostgres;
  const installation = await devPostgres.installation();
  if (!installation.ok) return { code: await explain(installation.problem) };
  const asking = { installation: installation.value, env: options.env, run };
  const suites = await parts.tests.suites(options.folder, asking);
  if (!suites.ok) return { code: await explain(suites.problem) };
  const known = suites.value.flatMap((suite) =>
    testsOf(suite).map((test) => ({ id: testId(suite, test), test })),
  );
  const paths = new Map(known.map(({ id, test }) => [id, test.path]));
  const wanted = new Set<string>();
  for (const name of names) {
    const path = resolve(host.cwd, name);
    const pattern = new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
    const found = known.filter(
      ({ id, test }) => pattern.test(id) || pattern.test(test.name) || test.path === path,
    );
    if (found.length === 0) return { code: await refuse(name, [...paths.keys()], tell) };
    for (const { id } of found) wanted.add(id);
  }
  const named = names.length === 0 ? [...paths.keys()] : [...paths.keys()].filter((id) => wanted.has(id));
  if (failed !== true) return { ids: named, paths, isAll: names.length === 0 };
  const last = await parts.tests.lastResults(options);
  if (!last.ok) return { code: await explain(last.problem) };
  const again = named.filter((id) => last.value[id] !== undefined && !isGood(last.value[id]));
  if (again.length > 0) return { ids: again, paths, isAll: false };
  tell("No test failed in its last run.\n");
  return { code: exitCodes.clean };
}

function refuse(name: string, ids: readonly string[], tell: (text: string) => void): Promise<ExitCode> {
  const nameOf = (id: string): string => id.slice(id.indexOf("/") + 1);
  const near = ids.find((id) => editDistance(nameOf(id), name, 2) <= 2);
  const list = near === undefined ? `There are: ${ids.join(", ")}` : `Did you mean ${nameOf(near)}?`;
  tell(`dynpgext: there is no test ${name}\n${ids.length === 0 ? "The build file names none" : list}\n`);
  return Promise.resolve(exitCodes.failed);
}
