/** A word as it is pasted into a POSIX shell: in quotes only where it needs them. What we run ourselves is never quoted. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
