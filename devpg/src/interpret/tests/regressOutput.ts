/** What pg_regress says of a test while it runs. */
export type RegressEvent =
  | { readonly kind: "verdict"; readonly verdict: RegressVerdict }
  /** How psql itself ended in the test whose verdict came last. From 16 on it is said after the verdict. */
  | { readonly kind: "ending"; readonly ending: string }
  /** These run at the same time now. */
  | { readonly kind: "group"; readonly tests: readonly string[] };

export interface RegressVerdict {
  readonly test: string;
  readonly outcome: "passed" | "failed";
  /** As pg_regress measured it. */
  readonly durationMs?: number;
  /** How psql or the isolation tester itself ended, when not well: `exited with exit code 2`. */
  readonly ending?: string;
  /** A failure that the schedule says to ignore. */
  readonly isIgnored: boolean;
}

/**
 * Takes the standard output of pg_regress and pg_isolation_regress in pieces, cut anywhere.
 * Up to 15: `test name … ok 12 ms`. From 16 on TAP: `ok 1 - name 12 ms`, with `+` for tests of a group. Source:
 * run_schedule, src/test/regress/pg_regress.c, REL_13_STABLE to REL_18_STABLE.
 */
export class RegressOutput {
  private rest = "";

  push(piece: string): readonly RegressEvent[] {
    const lines = (this.rest + piece).split("\n");
    this.rest = lines.pop() ?? "";
    return lines.flatMap((line) => eventsOf(line));
  }
}

function eventsOf(line: string): RegressEvent[] {
  const group = /^(?:# )?parallel group \(\d+ tests?[^)]*\):\s*(.*)$/.exec(line);
  if (group !== null) return [{ kind: "group", tests: group[1]!.split(/\s+/).filter((name) => name !== "") }];
  const ended = /^# \(test process (.*)\)\s*$/.exec(line);
  if (ended !== null) return [{ kind: "ending", ending: ended[1]! }];
  const verdict = olderVerdict(line) ?? tapVerdict(line);
  return verdict === undefined ? [] : [{ kind: "verdict", verdict }];
}

function tapVerdict(line: string): RegressVerdict | undefined {
  const match = /^(not )?ok\s+\d+\s+(?:[-+]\s+)?(\S+)(?:\s+([\d.]+) ms)?\s*(?:#\s*(.*))?$/.exec(line);
  if (match === null) return undefined;
  const [, not, test, milliseconds, directive] = match;
  return {
    test: test!,
    outcome: not === undefined ? "passed" : "failed",
    ...(milliseconds === undefined ? {} : { durationMs: Number(milliseconds) }),
    isIgnored: /^(?:todo|skip)\b/i.test(directive ?? ""),
  };
}

function olderVerdict(line: string): RegressVerdict | undefined {
  const match =
    /^(?:test\s+| {5})(\S+)\s+\.\.\. (ok|FAILED|failed \(ignored\))\s*(?:\(test process (.*?)\))?\s*(?:([\d.]+) ms)?\s*$/.exec(
      line,
    );
  if (match === null) return undefined;
  const [, test, said, ending, milliseconds] = match;
  return {
    test: test!,
    outcome: said === "ok" ? "passed" : "failed",
    ...(milliseconds === undefined ? {} : { durationMs: Number(milliseconds) }),
    ...(ending === undefined ? {} : { ending }),
    isIgnored: said === "failed (ignored)",
  };
}
