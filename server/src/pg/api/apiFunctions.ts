import type { ApiFunction } from "./apiFunction";
import { catalogApi } from "./catalogApi";
import { clientApi } from "./clientApi";
import { dynpgextApi } from "./dynpgextApi";
import { fmgrApi } from "./fmgrApi";
import { listApi } from "./listApi";
import { memoryContextApi } from "./memoryContextApi";
import { serverApi } from "./serverApi";
import { sharedApi } from "./sharedApi";
import { spiApi } from "./spiApi";
import { stringApi } from "./stringApi";
import { tupleApi } from "./tupleApi";
import { typeApi } from "./typeApi";
import { valueApi } from "./valueApi";

/** The functions of PostgreSQL, of Dynpgext and of C whose behaviour towards memory is known, by name. */
export const apiFunctions: ReadonlyMap<string, ApiFunction> = new Map(
  [
    ...memoryContextApi,
    ...spiApi,
    ...listApi,
    ...stringApi,
    ...fmgrApi,
    ...tupleApi,
    ...catalogApi,
    ...typeApi,
    ...valueApi,
    ...sharedApi,
    ...serverApi,
    ...clientApi,
    ...dynpgextApi,
  ].map((entry) => [entry.name, entry]),
);

/** What is known of a function's behaviour towards memory: the settings of the project (`own`) count first. */
export function apiFunctionFor(name: string, own: ReadonlyMap<string, ApiFunction>): ApiFunction | undefined {
  return (own.size === 0 ? undefined : own.get(name)) ?? apiFunctions.get(name);
}
