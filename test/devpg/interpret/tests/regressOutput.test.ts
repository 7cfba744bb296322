import { describe, expect, it } from "vitest";
import { RegressOutput, type RegressEvent } from "../../../../devpg/src/interpret/tests/regressOutput";

/** Everything that is read of an output, in one piece and letter by letter. */
function checkEvents(output: string, events: readonly RegressEvent[]): void {
  expect(new RegressOutput().push(output)).toEqual(events);
  const reader = new RegressOutput();
  expect([...output].flatMap((letter) => reader.push(letter))).toEqual(events);
}

function verdict(test: string, outcome: "passed" | "failed", more: object = {}): RegressEvent {
  return { kind: "verdict", verdict: { test, outcome, isIgnored: false, ...more } };
}

describe("what pg_regress prints", () => {
  it("is understood up to PostgreSQL 15", () => {
    checkEvents(
      `(using postmaster on /tmp/x, port 5432)
============== dropping database "contrib_regression" ==============
DROP DATABASE
============== running regression test queries        ==============
test extension                    ... ok           33 ms
test a_name_that_is_longer_than_the_column ... FAILED       12 ms
parallel group (2 tests):  b a
     a                            ... failed (ignored)       11 ms
     b                            ... FAILED (test process exited with exit code 2)       20 ms

======================
 2 of 4 tests failed, 1 of these failures ignored.
======================
`,
      [
        verdict("extension", "passed", { durationMs: 33 }),
        verdict("a_name_that_is_longer_than_the_column", "failed", { durationMs: 12 }),
        { kind: "group", tests: ["b", "a"] },
        verdict("a", "failed", { durationMs: 11, isIgnored: true }),
        verdict("b", "failed", { durationMs: 20, ending: "exited with exit code 2" }),
      ],
    );
  });

  it("is understood from PostgreSQL 16 on", () => {
    checkEvents(
      `# using postmaster on /tmp/x, port 5432
ok 1         - extension                                  33 ms
not ok 2     - broken                                     12 ms
# (test process exited with exit code 2)
# parallel group (2 tests):  b a
ok 3         + a                                          11 ms
not ok 4     + b                                          20 ms
1..4
# 2 of 4 tests failed.
`,
      [
        verdict("extension", "passed", { durationMs: 33 }),
        verdict("broken", "failed", { durationMs: 12 }),
        { kind: "ending", ending: "exited with exit code 2" },
        { kind: "group", tests: ["b", "a"] },
        verdict("a", "passed", { durationMs: 11 }),
        verdict("b", "failed", { durationMs: 20 }),
      ],
    );
  });
});
