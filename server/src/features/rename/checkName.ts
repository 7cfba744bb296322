import { fail, ok, type Result } from "../../base/result";
import type { EntityKind } from "../../index/entities/entity";
import { nameLimits } from "../../pg/nameLimits";
import { utf8Bytes } from "../../rules/helpers/shmemNames";

/** C keywords. Source: C11 6.4.1. */
const keywords = new Set(
  (
    "auto break case char const continue default do double else enum extern float for goto if inline int long " +
    "register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while"
  ).split(" "),
);

/** Whether something of a kind can have a name at all, whatever else has it. */
export function checkName(kind: EntityKind, name: string): Result<string> {
  if (name.trim() === "")
    return fail("rename-empty", "The new name is empty.", "Type a name that has at least one letter.");
  const limit = nameLimits[kind];
  const bytes = utf8Bytes(name);
  if (limit && bytes > limit.bytes)
    return fail(
      "rename-too-long",
      `The new name has ${bytes} bytes; ${limit.what} has at most ${limit.bytes}.`,
      "Choose a shorter name.",
    );
  const reason = unfit(kind, name);
  return reason === undefined ? ok(name) : fail("rename-unquotable", reason, "Choose another name.");
}

function unfit(kind: EntityKind, name: string): string | undefined {
  if (/[\p{Cc}\p{Cs}\uFFFD]/u.test(name))
    return "The new name has a control character or a broken one, which no literal or script can hold as such.";
  switch (kind) {
    case "cFunction":
      return /^[A-Za-z_]\w*$/u.test(name) && !keywords.has(name)
        ? undefined
        : `"${name}" is no name for a C function.`;
    case "extension":
      // Source: src/backend/commands/extension.c check_valid_extension_name, REL_15_STABLE; make cannot quote more.
      return /^[A-Za-z0-9_](?:[A-Za-z0-9_]|-(?!-|$))*$/u.test(name)
        ? undefined
        : `"${name}" is no name for an extension: it needs letters, digits, _ and single - inside.`;
    case "guc":
      // Source: src/backend/utils/misc/guc.c valid_custom_variable_name, REL_15_STABLE.
      return /^[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)+$/u.test(name)
        ? undefined
        : `"${name}" is no name for a setting of an extension: it has the form prefix.name.`;
    case "library":
      return "The name of a library is that of a file that other files load.";
    case "sqlFunction":
    case "shmemName":
    case "worker":
    case "lwlockTranche":
    case "shmemStruct":
    case "dsmSegment":
      return undefined;
  }
}

/** Words that cannot name a function without quotes. Source: src/include/parser/kwlist.h, RESERVED_KEYWORD, REL_15_STABLE. */
const reserved = new Set(
  (
    "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create " +
    "current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc " +
    "distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral " +
    "leading limit localtime localtimestamp not null offset on only or order placing primary references returning " +
    "select session_user some symmetric table then to trailing true union unique user using variadic when where " +
    "window with"
  ).split(" "),
);

/** SQL reads the name as written, without quotes. */
export function isPlainSqlName(name: string): boolean {
  return /^[a-z_][a-z0-9_$]*$/u.test(name) && !reserved.has(name);
}
