import type { ApiFunction } from "./apiFunction";
import { listApi } from "./listApi";
import { memoryContextApi } from "./memoryContextApi";
import { spiApi } from "./spiApi";
import { stringApi } from "./stringApi";

/** The functions of PostgreSQL whose behaviour towards memory is known, by name. */
export const apiFunctions: ReadonlyMap<string, ApiFunction> = new Map(
  [...memoryContextApi, ...spiApi, ...listApi, ...stringApi].map((entry) => [entry.name, entry]),
);
