/** A name as it must stand in SQL. Source: quote_identifier, src/backend/utils/adt/ruleutils.c, REL_15_STABLE; this one always quotes. */
export function quoteIdentifier(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}
