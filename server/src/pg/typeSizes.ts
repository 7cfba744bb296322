/**
 * Bytes and alignment of types on the LP64 platforms PostgreSQL runs on. Source: src/include/c.h,
 * src/include/port/atomics.h, src/include/storage/{s_lock,lwlock}.h, REL_15_STABLE.
 */
const sizes: Readonly<Record<string, number>> = {
  char: 1,
  "signed char": 1,
  "unsigned char": 1,
  bool: 1,
  _Bool: 1,
  int8: 1,
  uint8: 1,
  int8_t: 1,
  uint8_t: 1,
  bits8: 1,
  slock_t: 1,
  pg_atomic_flag: 4,
  short: 2,
  "unsigned short": 2,
  int16: 2,
  uint16: 2,
  int16_t: 2,
  uint16_t: 2,
  OffsetNumber: 2,
  int: 4,
  "signed int": 4,
  unsigned: 4,
  "unsigned int": 4,
  int32: 4,
  uint32: 4,
  int32_t: 4,
  uint32_t: 4,
  float: 4,
  float4: 4,
  Oid: 4,
  TransactionId: 4,
  CommandId: 4,
  BlockNumber: 4,
  pid_t: 4,
  pg_atomic_uint32: 4,
  DateADT: 4,
  long: 8,
  "long int": 8,
  "unsigned long": 8,
  "unsigned long int": 8,
  "long long": 8,
  "long long int": 8,
  "unsigned long long": 8,
  int64: 8,
  uint64: 8,
  int64_t: 8,
  uint64_t: 8,
  size_t: 8,
  Size: 8,
  ssize_t: 8,
  intptr_t: 8,
  uintptr_t: 8,
  double: 8,
  float8: 8,
  time_t: 8,
  Datum: 8,
  TimestampTz: 8,
  Timestamp: 8,
  XLogRecPtr: 8,
  pg_atomic_uint64: 8,
  LWLock: 16,
};

const alignments: Readonly<Record<string, number>> = { LWLock: 4 };

export const pointerBytes = 8;

export function sizeOfNamedType(base: string): number | undefined {
  return Object.hasOwn(sizes, base) ? sizes[base] : base === "NameData" ? 64 : undefined;
}

export function alignmentOfNamedType(base: string): number | undefined {
  if (base === "NameData") return 1;
  return Object.hasOwn(alignments, base) ? alignments[base] : sizeOfNamedType(base);
}

/** Names of one and the same type on LP64, the first standing for all. Source: as above, and src/include/{postgres.h,postgres_ext.h,access/transam.h,storage/block.h,datatype/timestamp.h,utils/date.h}, REL_15_STABLE. */
const synonyms: readonly (readonly string[])[] = [
  ["char", "signed char", "unsigned char", "int8", "uint8", "int8_t", "uint8_t", "bits8", "slock_t"],
  ["bool", "_Bool"],
  ["int16", "short", "int16_t", "short int", "signed short"],
  ["uint16", "unsigned short", "uint16_t", "OffsetNumber", "unsigned short int"],
  ["int32", "int", "signed int", "signed", "int32_t", "pid_t", "DateADT", "sig_atomic_t"],
  [
    ...[
      "uint32",
      "unsigned int",
      "unsigned",
      "uint32_t",
      "Oid",
      "TransactionId",
      "CommandId",
      "BlockNumber",
      "MultiXactId",
    ],
    ...["bits32", "pg_atomic_uint32"],
  ],
  [
    "int64",
    "long",
    "long int",
    "signed long",
    "long long",
    "long long int",
    "int64_t",
    "ssize_t",
    "time_t",
    "TimestampTz",
    "Timestamp",
    "intptr_t",
    "pg_time_t",
    "TimeADT",
  ],
  [
    ...[
      "uint64",
      "unsigned long",
      "unsigned long int",
      "unsigned long long",
      "unsigned long long int",
      "uint64_t",
      "size_t",
      "Size",
    ],
    ...["uintptr_t", "Datum", "XLogRecPtr", "pg_atomic_uint64"],
  ],
  ["float4", "float"],
  ["float8", "double"],
];

const canonicalNames: ReadonlyMap<string, string> = new Map(
  synonyms.flatMap((group) => group.map((name) => [name, group[0]!] as const)),
);

/** The name that stands for a scalar type and its synonyms; undefined for a type that is no known scalar. An atomic counts as its value, its only member. */
export function canonicalScalar(base: string): string | undefined {
  return canonicalNames.get(base);
}

/** A type whose pointers may point to anything. */
export function isByteType(base: string): boolean {
  return base === "void" || canonicalNames.get(base) === "char";
}

/** One more than the largest `size_t` on LP64. */
export const sizeTypeLimit = 2 ** 64;
