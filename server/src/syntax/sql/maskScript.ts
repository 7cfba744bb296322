import { sqlTokens } from "./sqlTokens";

/**
 * Makes SQL of an extension script without moving anything: `\echo` lines become blanks and the
 * substitutions `@extschema@`, `@extschema:name@`, `@extowner@` become identifiers of the same length.
 * `MODULE_PATHNAME` stands in a string literal and needs nothing.
 * Source: src/backend/commands/extension.c execute_extension_script, REL_15_STABLE and REL_16_STABLE.
 */
export function maskScript(text: string): string {
  return text
    .replace(/^\\echo.*$/gm, blank)
    .replace(/@(?:extschema(?::[^\s@]{1,63})?|extowner)@/g, (all) =>
      all.replace(/[^A-Za-z0-9_\u0080-\uffff]/g, "_"),
    )
    .replace(/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, (all) =>
      all === "\0" ? all : "\ufffd",
    );
}

/** Masks what build systems fill in outside quotes, `@NAME@`; PostgreSQL itself replaces no such form. */
export function maskTemplates(statement: string): string {
  const quotes = sqlTokens(statement, 0, statement.length).filter(
    (token) => token.kind === "string" || token.kind === "dollarString",
  );
  let next = 0;
  return statement.replace(/@[A-Za-z_][A-Za-z0-9_]*@/g, (all, offset: number) => {
    while (next < quotes.length && quotes[next]!.end <= offset) next++;
    const isQuoted = next < quotes.length && quotes[next]!.start < offset;
    return isQuoted ? all : `_${all.slice(1, -1)}_`;
  });
}

/** The name as it stood before `maskScript`. */
export function unmaskName(name: string): string {
  const found = /^_(extschema|extowner)(?:_(.+))?_$/.exec(name);
  if (found === null) return name;
  return found[2] === undefined ? `@${found[1]}@` : `@${found[1]}:${found[2]}@`;
}

function blank(text: string): string {
  return text.replace(/[^\n\r]/g, " ");
}
