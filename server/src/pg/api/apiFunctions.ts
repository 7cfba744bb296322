import type { ApiFunction } from "./apiFunction";
import { listApi } from "./listApi";
import { memoryContextApi } from "./memoryContextApi";
import { spiApi } from "./spiApi";
import { stringApi } from "./stringApi";

/** The functions of PostgreSQL whose behaviour towards memory is known, by name. */
export const apiFunctions: ReadonlyMap<string, ApiFunction> = new Map(
  [...memoryContextApi, ...spiApi, ...listApi, ...stringApi].map((entry) => [entry.name, entry]),
);

/** What is known of a function's behaviour towards memory: the settings of the project (`own`) count first. */
export function apiFunctionFor(name: string, own: ReadonlyMap<string, ApiFunction>): ApiFunction | undefined {
  return own.get(name) ?? apiFunctions.get(name);
}
