/** What PostgreSQL's modules say of their own doings, and points, which are told by themselves. */
const routine = [
  /^(?:\[[\d:.]+\]\([\d.]+s\) |(?:not )?ok\b|1\.\.\d)/,
  /^# (?:Running|Checking port|Found port|Postmaster PID|No postmaster|pg_ctl \w+ failed|Looks like|Tests were run)/,
  /^(?:###? |waiting for server|server [a-z ]+$|pg_ctl: |Examine the log output)/,
  /^(?:Name|Version|Data directory|Backup directory|Archive directory|Connection string|Log file): /,
];
/** Of a longer reason the end says most. */
const mostLines = 12;

/**
 * The last words of a test program that died, from the log of PostgreSQL::Test, which is where its standard error goes.
 * Empty when it said nothing of its own. Source: INIT of src/test/perl/PostgreSQL/Test/Utils.pm, REL_15_STABLE.
 */
export function lastWordsInLog(log: string): readonly string[] {
  const lines = log.split(/\r?\n/).filter((line) => line.trim() !== "");
  const isRoutine = (line: string): boolean => routine.some((each) => each.test(line));
  const end = lines.findLastIndex((line) => !isRoutine(line)) + 1;
  const start = lines.slice(0, end).findLastIndex(isRoutine) + 1;
  return lines.slice(Math.max(start, end - mostLines), end);
}
