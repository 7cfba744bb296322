import { describe, expect, it } from "vitest";
import {
  attachProblem,
  ptraceProblem,
  type PtraceFacts,
} from "../../../devpg/src/interpret/debug/ptraceProblem";
import {
  raisedErrorDetails,
  raisedErrorName,
  readRaisedError,
} from "../../../devpg/src/interpret/debug/raisedError";
import { rowsText } from "../../../devpg/src/interpret/debug/rowsText";

describe("what keeps a debugger out", () => {
  const user: PtraceFacts = { scope: 0, isRoot: false, isOwn: true, isAllowing: false, owner: "postgres" };
  const code = (facts: Partial<PtraceFacts>): string | undefined =>
    ptraceProblem({ ...user, ...facts })?.code;

  it("is nothing for one's own processes, and for root", () => {
    expect(code({})).toBe(undefined);
    expect(code({ scope: undefined })).toBe(undefined);
    expect(code({ isRoot: true, isOwn: false, scope: 2 })).toBe(undefined);
  });

  it("is ptrace_scope 1, unless the process allows it; the action lifts it", () => {
    expect(code({ scope: 1, isAllowing: true })).toBe(undefined);
    expect(ptraceProblem({ ...user, scope: 1 })).toMatchObject({
      code: "ptrace-restricted",
      action: expect.stringContaining("echo 0 | sudo tee /proc/sys/kernel/yama/ptrace_scope") as string,
    });
  });

  it("is ptrace_scope 2 for all but root, and 3 for everybody until the next boot", () => {
    expect(code({ scope: 2, isAllowing: true })).toBe("ptrace-restricted");
    expect(code({ scope: 3, isRoot: true })).toBe("ptrace-forbidden");
  });

  it("is another user", () => {
    expect(ptraceProblem({ ...user, isOwn: false })).toMatchObject({
      code: "ptrace-other-user",
      message: expect.stringContaining("belongs to postgres") as string,
    });
  });
});

describe("a debugger that could not attach", () => {
  it("is explained by what became of the process, or by what it says", () => {
    expect(attachProblem("whatever", 42, false)).toMatchObject({ code: "backend-gone" });
    expect(attachProblem("\nerror: attach failed: Operation not permitted", 42, true)).toMatchObject({
      code: "attach-refused",
      action: expect.stringContaining("--cap-add=SYS_PTRACE") as string,
    });
    expect(attachProblem("", 42, true)).toMatchObject({ code: "attach-failed" });
  });
});

describe("an error that was raised", () => {
  const error = {
    ...{ level: 21, sqlstate: "22012", message: "division by zero", detail: null, hint: "Do not.", frame: 1 },
    ...{ file: "hello.c", line: 42, function: "hello_divide", caughtBy: "hello_try" },
    summary: "ERROR 22012: division by zero (hello.c:42), caught by PG_TRY in hello_try",
  };

  it("is read from what the debugger prints, and is none when that is `null` or no JSON", () => {
    expect(readRaisedError(`some words\n${JSON.stringify(error)}\n`)).toEqual(error);
    expect(readRaisedError("null")).toBe(undefined);
    expect(readRaisedError('{"half": ')).toBe(undefined);
    expect(readRaisedError('{"ok": true}')).toBe(undefined);
  });

  it("is told with everything that belongs to it", () => {
    const read = readRaisedError(JSON.stringify(error))!;
    expect(raisedErrorName(read)).toBe("ERROR 22012");
    expect(raisedErrorDetails(read)).toBe(
      "division by zero\nHINT: Do not.\nraised in hello_divide (hello.c:42)\ncaught by PG_TRY in hello_try",
    );
  });
});

describe("rows in the debug console", () => {
  const columns = [{ name: "id" }, { name: "text" }];

  it("are a table with its count; a value of several lines takes several", () => {
    const rows = [
      ["1", "one"],
      ["22", "a\nb"],
      [null, ""],
    ] as const;
    expect(rowsText({ command: "SELECT", rowCount: 3, columns, rows })).toBe(
      [" id | text", "----+------", " 1  | one", " 22 | a", "    | b", "    |", "(3 rows)", ""].join("\n"),
    );
  });

  it("are cut where nobody reads on, and are the command where there are none", () => {
    const rows = Array.from({ length: 250 }, (_, at) => [String(at), "x"]);
    expect(rowsText({ command: "SELECT", rowCount: 250, columns, rows })).toContain(
      "… and 50 more\n(250 rows)",
    );
    expect(rowsText({ command: "UPDATE", rowCount: 2, columns: [], rows: [] })).toBe("UPDATE 2\n");
  });
});
