import { InvalidArgumentError } from "commander";
import { newestMajor, oldestMajor } from "../../server/src/pg/versions";

/** Reads the value of `--pg-version`. */
export function majorArgument(written: string): number {
  const major = Number(written);
  if (/^\d+$/.test(written) && major >= oldestMajor && major <= newestMajor) return major;
  throw new InvalidArgumentError(`It must be a major version from ${oldestMajor} to ${newestMajor}.`);
}
