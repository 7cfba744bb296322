import { describe, expect, it } from "vitest";
import { problemLines, problemText } from "../../../client/src/devpg/problemText";
import { place } from "./samples";

describe("the message of a failure", () => {
  it("says what happened, why, and what to do next", () => {
    const text = problemText({
      code: "pg-config-missing",
      message: "No PostgreSQL was found",
      action: "Install the server headers",
    });
    expect(text).toBe("No PostgreSQL was found. Install the server headers.");
  });

  it("quotes the first error of the sources, once", () => {
    const error = {
      ...place,
      source: "compiler",
      severity: "error",
      message: "expected ';'",
      related: [],
    } as const;
    const warning = { ...error, severity: "warning", message: "unused" } as const;
    const problem = { code: "build-failed", message: "The build failed", diagnostics: [warning, error] };
    expect(problemText(problem)).toBe("The build failed. expected ';'.");
    expect(problemText({ ...problem, message: "hello.c:91: expected ';'" })).toBe(
      "hello.c:91: expected ';'.",
    );
  });

  it("explains a message of the server and keeps its details for the output", () => {
    const problem = {
      code: "script-failed",
      message: "CREATE EXTENSION failed",
      serverMessage: {
        severity: "ERROR",
        code: "58P01",
        message: "could not access file",
        detail: "first\nsecond",
        file: "dfmgr.c",
        line: 208,
        routine: "internal_load_library",
      },
      advice: { explanation: "The library is not installed", action: "Build it first" },
      output: ["last line"],
    };
    expect(problemText(problem)).toBe(
      "CREATE EXTENSION failed. The library is not installed. Build it first.",
    );
    expect(problemLines(problem)).toEqual([
      "FAILED: CREATE EXTENSION failed [script-failed]",
      "  detail: first",
      "    second",
      "  raised in: dfmgr.c:208 internal_load_library()",
      "  why: The library is not installed",
      "  next: Build it first",
      "  | last line",
    ]);
  });
});
