/** Names that are no variables. */
export const keywords: ReadonlySet<string> = new Set([
  ..."if else while for do switch case default return goto break continue sizeof".split(" "),
  ..."const static struct union enum volatile register extern inline unsigned signed typedef".split(" "),
  ..."void char short int long float double".split(" "),
]);

/** Names that can begin a declaration although they are keywords. */
export const specifiers: ReadonlySet<string> = new Set(
  "const static struct union enum volatile register extern unsigned signed void char short int long float double".split(
    " ",
  ),
);

/** Types of which no pointer is. A Datum may be one. */
const arithmetic: ReadonlySet<string> = new Set([
  ..."bool char short int long float double size_t ssize_t time_t pid_t Size Oid Index".split(" "),
  ..."int8 int16 int32 int64 uint8 uint16 uint32 uint64 int8_t int16_t int32_t int64_t".split(" "),
  ..."uint8_t uint16_t uint32_t uint64_t float4 float8 BlockNumber OffsetNumber AttrNumber".split(" "),
  ..."TransactionId CommandId MultiXactId XLogRecPtr TimestampTz Timestamp Buffer LOCKMODE".split(" "),
]);

const qualifiers: ReadonlySet<string> = new Set("const static volatile register unsigned signed".split(" "));

/** The words of a type without stars name one whose values are no pointers. */
export function isArithmeticType(words: readonly string[]): boolean {
  const names = words.filter((word) => !qualifiers.has(word));
  return names.length === 0 ? words.length > 0 : names.every((name) => arithmetic.has(name));
}

/** A macro or an enumerator by convention: capitals, digits and underscores. */
export function isConstantName(name: string): boolean {
  const first = name.charCodeAt(0);
  if (first < 65 || first > 90) return false;
  for (let at = 1; at < name.length; at++) if (name.charCodeAt(at) >= 97) return false;
  return true;
}
