import { wellKnownContexts } from "../../pg/wellKnownContexts";

/** Whether a global, or a field of a struct, is known to hold a memory context of a certain life. */
export function isWellKnownContext(name: string): boolean {
  return wellKnownContexts.has(name);
}
