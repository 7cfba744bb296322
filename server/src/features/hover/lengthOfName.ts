import type { Entity } from "../../index/entities/entity";
import { nameLimits } from "../../pg/nameLimits";
import { utf8Bytes } from "../../rules/helpers/shmemNames";

/** ` · 8 of 127 bytes`. */
export function lengthOfName({ kind, name }: Entity): string {
  const limit = nameLimits[kind];
  return limit ? ` · ${utf8Bytes(name)} of ${limit.bytes} bytes` : "";
}
