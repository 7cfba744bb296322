import type { TypeName } from "../../syntax/c/model";

/** Names of C and of PostgreSQL for types of numbers. Source: C11 6.2.5; src/include/c.h, src/include/postgres_ext.h, REL_15_STABLE. */
const numbers =
  /^(?:(?:unsigned |signed )?(?:int|char|short|long|long long|short int|long int|long long int)|unsigned|signed|u?int\d+(?:_t)?|bool|_Bool|size_t|ssize_t|off_t|time_t|pid_t|Size|Oid|double|float\d?|AttrNumber|Index|TransactionId|CommandId|BlockNumber|OffsetNumber|Buffer|LOCKMODE|RegProcedure|XLogRecPtr|TimestampTz|Timestamp|DateADT|uintptr_t|pg_wchar|bits\d+)$/u;

/** A number is no pointer, whatever it was made of. */
export function isArithmetic({ base, pointers, arrays, functionParameters }: TypeName): boolean {
  return pointers === 0 && arrays.length === 0 && !functionParameters && numbers.test(base);
}
