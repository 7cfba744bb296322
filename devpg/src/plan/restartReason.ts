/** A file that a running server read when it was started. */
export interface ServedFile {
  readonly path: string;
  /** SHA-256. */
  readonly hash: string;
  /** When its content became what it is, in milliseconds since 1970. */
  readonly changedAtMs: number;
  /** What it is to people: `hello_dynpgext.so`. */
  readonly name: string;
  /** Why the server has to be started again for it. */
  readonly why: string;
}

/** The server that runs: with which files it was started as far as that is known, and when. */
export interface ServedBefore {
  /** Hashes by path; absent when somebody else has started it. */
  readonly hashes?: Readonly<Record<string, string>>;
  readonly startedAtMs: number;
}

/** Why the server has to be restarted for what it reads only at its start; undefined when it has read what is there now. */
export function restartReason(files: readonly ServedFile[], before: ServedBefore): string | undefined {
  const isOld = ({ path, hash, changedAtMs }: ServedFile): boolean =>
    before.hashes === undefined ? changedAtMs > before.startedAtMs : before.hashes[path] !== hash;
  const changed = files.find(isOld);
  if (changed === undefined) return undefined;
  const isNew = before.hashes !== undefined && before.hashes[changed.path] === undefined;
  return `${changed.name} ${isNew ? "is new" : "changed"}, and ${changed.why}`;
}
