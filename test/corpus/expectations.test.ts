import { describe, expect, it } from "vitest";
import {
  faultsOf,
  judgeFindings,
  type JudgedFinding,
  type KeptFinding,
} from "../../scripts/corpus/expectations.mjs";

const found: KeptFinding = {
  rule: "shmem-size",
  severity: "error",
  path: "ip4r/src/ip4r.c",
  line: 10,
  column: 5,
  message: "size is zero",
};
const read: JudgedFinding = { ...found, verdict: "bug", why: "Nothing is allocated." };

describe("verdicts of corpus findings", () => {
  it("keeps the verdict of a finding at the same place, also when its message was reworded", () => {
    const { judged, gone } = judgeFindings([{ ...found, message: "the size is 0" }], [read]);
    expect(judged).toEqual([{ ...read, message: "the size is 0" }]);
    expect(gone).toEqual([]);
  });

  it("keeps the verdict when the lines of the file moved", () => {
    expect(judgeFindings([{ ...found, line: 99 }], [read]).judged[0]).toMatchObject({
      line: 99,
      verdict: "bug",
    });
  });

  it("never gives a new finding a verdict, and reports those that are gone", () => {
    const { judged, gone } = judgeFindings([{ ...found, path: "prefix/prefix.c" }], [read]);
    expect(judged[0]).toMatchObject({ verdict: "unread", why: "" });
    expect(gone).toEqual([read]);
  });

  it("uses each verdict once: a second finding of the same text is new", () => {
    const { judged } = judgeFindings([{ ...found, line: 3 }, found], [read]);
    expect(judged.map(({ line, verdict }) => [line, verdict])).toEqual([
      [3, "unread"],
      [10, "bug"],
    ]);
  });
});

describe("what makes a corpus run fail", () => {
  const clean = {
    functions: 1000,
    holes: { functions: 15 },
    internalErrors: [],
    failures: [],
    judged: [],
    isBudgeted: true,
  };
  const faults = (change: Partial<Parameters<typeof faultsOf>[0]>) => faultsOf({ ...clean, ...change });

  it("passes up to 1.5 % of functions in holes, and no more", () => {
    expect(faults({})).toEqual([]);
    expect(faults({ holes: { functions: 16 } })).toEqual([
      "1.60 % of the functions are in holes, more than 1.50 %",
    ]);
    expect(faults({ holes: { functions: 16 }, isBudgeted: false })).toEqual([]);
  });

  it("fails for unread findings at error and warning level only", () => {
    const unread = (severity: string) => ({ ...read, severity, verdict: "unread" });
    expect(faults({ judged: [unread("hint"), unread("info")] })).toEqual([]);
    expect(faults({ judged: [unread("warning"), unread("error")] })).toHaveLength(2);
  });

  it("fails for a known false alarm, a verdict that does not exist and a verdict without a reason", () => {
    expect(faults({ judged: [{ ...read, verdict: "false" }] })).toEqual([
      "known false alarm: ip4r/src/ip4r.c:10:5 error shmem-size: size is zero",
    ]);
    expect(faults({ judged: [{ ...read, verdict: "fine" }] })[0]).toMatch(/^unread: /);
    expect(faults({ judged: [{ ...read, why: " " }] })[0]).toMatch(/^verdict without a reason: /);
    expect(faults({ judged: [read, { ...read, verdict: "deliberate" }] })).toEqual([]);
  });

  it("fails for internal errors, crashes and a run that checked nothing", () => {
    expect(faults({ internalErrors: [{ rule: "shmem-size", path: "a.c", message: "boom" }] })).toEqual([
      "internal error: shmem-size a.c boom",
    ]);
    expect(faults({ failures: [{ workspace: "pgq", failure: "ended by SIGSEGV" }] })).toEqual([
      "pgq: ended by SIGSEGV",
    ]);
    expect(faults({ functions: 0, holes: { functions: 0 } })).toEqual(["no function was checked"]);
  });
});
