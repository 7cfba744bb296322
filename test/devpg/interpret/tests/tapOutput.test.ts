import { describe, expect, it } from "vitest";
import { tapReport } from "../../../../devpg/src/interpret/tests/tapOutput";
import { missingPerlModule } from "../../../../devpg/src/interpret/tests/missingPerlModule";

describe("a TAP stream", () => {
  it("gives points with what was said of their failures", () => {
    const report = tapReport(`t/001_basic.pl ..
ok 1 - starts
not ok 2 - counts
#   Failed test 'counts'
#   at t/001_basic.pl line 12.
#          got: '1'
#     expected: '2'
ok 3 # skip no SSL
not ok 4 - later # TODO not yet
1..4
`);
    expect(report.planned).toBe(4);
    expect(report.points.map(({ isOk, name }) => [isOk, name])).toEqual([
      [true, "starts"],
      [false, "counts"],
      [true, ""],
      [false, "later"],
    ]);
    expect(report.points[1]).toMatchObject({
      place: { file: "t/001_basic.pl", line: 12 },
      ...{ expected: "'2'", actual: "'1'" },
    });
    expect(report.points[2]?.directive).toEqual({ kind: "skip", reason: "no SSL" });
    expect(report.points[3]?.directive).toEqual({ kind: "todo", reason: "not yet" });
  });

  it("counts a subtest as one point, with its failures", () => {
    const report = tapReport(`# Subtest: inner
    ok 1 - a
    not ok 2 - b
    #   Failed test 'b'
    #   at t/x.pl line 7.
    1..2
not ok 1 - inner
1..1
`);
    expect(report.points).toHaveLength(1);
    expect(report.points[0]).toMatchObject({
      name: "inner",
      isOk: false,
      place: { file: "t/x.pl", line: 7 },
    });
  });

  it("may be skipped as a whole, or give up", () => {
    expect(tapReport("1..0 # SKIP no server\n").skipped).toBe("no server");
    expect(tapReport("t/004_none.pl ... skipped: not here\n").skipped).toBe("not here");
    expect(tapReport("ok 1\nBail out!  disk full\n").bailedOut).toBe("disk full");
    const byProve = "Bailout called.  Further testing stopped:  pg_ctl start failed\n";
    expect(tapReport(byProve).bailedOut).toBe("pg_ctl start failed");
  });
});

describe("a Perl program", () => {
  it("that lacks a module says which package has it", () => {
    const said = "Can't locate IPC/Run.pm in @INC (you may need to install the IPC::Run module)";
    expect(missingPerlModule(said)?.action).toContain("libipc-run-perl");
    expect(missingPerlModule("Can't locate Some/Thing.pm in @INC")?.message).toContain("Some::Thing");
    expect(missingPerlModule("ok 1\n")).toBeUndefined();
  });
});
