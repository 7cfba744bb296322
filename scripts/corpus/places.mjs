/** Where the corpora lie: in the user's cache, never in the repository. */
import { homedir } from "node:os";
import path from "node:path";

export const corpusHome = path.join(
  process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"),
  "dynpgext",
  "corpus",
);

export const extensionsHome = path.join(corpusHome, "extensions");

export const serverHome = path.join(corpusHome, "postgresql");

/** One small file per fetched package: the version that was unpacked. It is written last, so it also says "complete". */
export const stampsHome = path.join(corpusHome, "versions");

/** Lists, package cache and downloads of our own apt, so that the system's stay as they are. */
export const aptHome = path.join(corpusHome, "apt");
