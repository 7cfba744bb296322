import { describe, expect, it } from "vitest";
import { logLinks, logText } from "../../../client/src/views/logText";

const record = {
  timestamp: "2026-11-21 15:00:00.123 UTC",
  pid: 42,
  backendType: "client backend",
  database: "dev",
  severity: "ERROR",
  code: "22012",
  message: "division by zero",
} as const;

describe("an entry of the server's log", () => {
  it("is a line with its C position, and its details below", () => {
    const text = logText({
      ...record,
      file: "hello.c",
      line: 12,
      routine: "hello_greet",
      hint: "Do not.",
      statement: "select 1,\n\t1/0",
      position: 12,
    });
    expect(text.split("\n")).toEqual([
      "2026-11-21 15:00:00.123 UTC [42 client backend dev] ERROR: division by zero (hello.c:12 hello_greet)",
      "    HINT: Do not.",
      "    STATEMENT: select 1,",
      "               \t1/0",
      "               \t^",
      "",
    ]);
  });

  it("keeps messages of several lines together", () => {
    expect(logText({ ...record, message: "one\ntwo", file: "a.c", line: 1 }).split("\n")).toEqual([
      "2026-11-21 15:00:00.123 UTC [42 client backend dev] ERROR: one",
      "    two (a.c:1)",
      "",
    ]);
  });

  it("points at characters, not at bytes or code units", () => {
    const lines = logText({ ...record, statement: "select '😀' || x", position: 15 }).split("\n");
    const [statement = "", caret = ""] = lines.slice(1);
    expect(statement[caret.indexOf("^")]).toBe("x");
  });
});

describe("links to sources", () => {
  const linked = (text: string): string[] =>
    logLinks(text).map(
      ({ start, end, file, line, column }) => `${text.slice(start, end)} = ${file} ${line} ${column}`,
    );

  it("are found in the log, in the output of compilers and in contexts of scripts", () => {
    expect(linked("ERROR: x (hello.c:12 hello_greet)")).toEqual(["hello.c:12 = hello.c 11 0"]);
    expect(linked("/home/a/sub/b.c:3:14: error: expected ';'")).toEqual([
      "/home/a/sub/b.c:3:14 = /home/a/sub/b.c 2 13",
    ]);
    expect(linked('In file "x--0.1.sql":7 and x--0.1.sql:7')).toEqual(["x--0.1.sql:7 = x--0.1.sql 6 0"]);
  });

  it("are not made of times, versions and ports", () => {
    expect(linked("2026-11-21 15:00:00 localhost:5432 v1.c 15.2:3")).toEqual([]);
  });
});
