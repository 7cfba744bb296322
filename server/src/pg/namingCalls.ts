/**
 * Calls whose argument names something that other code asks for by the same text.
 * Sources: src/include/utils/guc.h, src/include/storage/lwlock.h, src/include/storage/shmem.h, REL_15_STABLE;
 * src/include/storage/dsm_registry.h, REL_17_STABLE.
 */
export interface NamingCall {
  readonly kind: "guc" | "lwlockTranche" | "shmemStruct" | "dsmSegment";
  /** What the call does with the name; a segment or struct that is there already is found. */
  readonly role: "define" | "request" | "register" | "allocate" | "lookup" | "set";
  /** Position of the name. */
  readonly argument: number;
}

const defineGuc: NamingCall = { kind: "guc", role: "define", argument: 0 };
const readGuc: NamingCall = { kind: "guc", role: "lookup", argument: 0 };
const writeGuc: NamingCall = { kind: "guc", role: "set", argument: 0 };

export const namingCalls: ReadonlyMap<string, NamingCall> = new Map<string, NamingCall>([
  ["DefineCustomBoolVariable", defineGuc],
  ["DefineCustomIntVariable", defineGuc],
  ["DefineCustomRealVariable", defineGuc],
  ["DefineCustomStringVariable", defineGuc],
  ["DefineCustomEnumVariable", defineGuc],
  ["GetConfigOption", readGuc],
  ["GetConfigOptionByName", readGuc],
  ["GetConfigOptionResetString", readGuc],
  ["SetConfigOption", writeGuc],
  ["set_config_option", writeGuc],
  ["RequestNamedLWLockTranche", { kind: "lwlockTranche", role: "request", argument: 0 }],
  ["GetNamedLWLockTranche", { kind: "lwlockTranche", role: "lookup", argument: 0 }],
  ["LWLockRegisterTranche", { kind: "lwlockTranche", role: "register", argument: 1 }],
  ["ShmemInitStruct", { kind: "shmemStruct", role: "allocate", argument: 0 }],
  ["ShmemInitHash", { kind: "shmemStruct", role: "allocate", argument: 0 }],
  ["GetNamedDSMSegment", { kind: "dsmSegment", role: "allocate", argument: 0 }],
]);

/** Text that holds one of these calls: cheap to look for before anything is parsed. */
export const namingCallPattern = new RegExp(String.raw`\b(?:${[...namingCalls.keys()].join("|")})\b`, "u");
