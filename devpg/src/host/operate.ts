import type { DevPostgresOptions, DevResult, Run } from "./devPostgres";
import { holdLock } from "./holdLock";
import { makeFolders } from "./makeFolders";
import { preparePrefix } from "./preparePrefix";
import type { ProjectContext } from "./projectContext";
import { findWorkplace, type Workplace } from "./workplace";

export interface Operation extends ProjectContext {
  readonly workplace: Workplace;
}

/**
 * Does something that changes a dev Postgres: alone, with its folders and its private copy of PostgreSQL there. Fails as
 * `findWorkplace`, `holdLock`, `makeFolders`, `preparePrefix` and `work` do.
 */
export function operate<T>(
  options: DevPostgresOptions,
  purpose: string,
  run: Run,
  work: (operation: Operation) => Promise<DevResult<T>>,
): Promise<DevResult<T>> {
  return alone(options, purpose, run, { evenOnFullDisk: false }, async (workplace) => {
    const { system, layout } = workplace;
    const made = await makeFolders(workplace);
    if (!made.ok) return made;
    const prefix = await preparePrefix(workplace, run);
    if (!prefix.ok) return prefix;
    return work({ workplace, options, system, layout, installation: prefix.value.installation });
  });
}

/** The same where PostgreSQL itself is not needed: to stop and to remove, which must be possible on a full disk. */
export function operateWithoutPrefix<T>(
  options: DevPostgresOptions,
  purpose: string,
  run: Run,
  work: (workplace: Workplace) => Promise<DevResult<T>>,
): Promise<DevResult<T>> {
  return alone(options, purpose, run, { evenOnFullDisk: true }, work);
}

async function alone<T>(
  options: DevPostgresOptions,
  purpose: string,
  run: Run,
  lock: { readonly evenOnFullDisk: boolean },
  work: (workplace: Workplace) => Promise<DevResult<T>>,
): Promise<DevResult<T>> {
  const workplace = await findWorkplace(options);
  if (!workplace.ok) return workplace;
  const { lockFile } = workplace.value.layout;
  return holdLock(lockFile, `dynpgext ${purpose}`, run, () => work(workplace.value), lock);
}
