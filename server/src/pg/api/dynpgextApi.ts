import { apiTable, type ApiFunction } from "./apiFunction";
import { isShared } from "./apiTraits";

/** The interfaces of Dynpgext and Omni. */
export const dynpgextApi: readonly ApiFunction[] = [
  ...apiTable("dynpgext.h", [
    ["void *dynpgext_lookup_shmem(const char *name)", "The shared memory with a name, or NULL.", isShared],
  ]),
];
