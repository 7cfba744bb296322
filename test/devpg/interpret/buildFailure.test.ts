import { describe, expect, it } from "vitest";
import { buildFailure } from "../../../devpg/src/interpret/buildFailure";
import type { SourceDiagnostic } from "../../../devpg/src/interpret/sourceDiagnostic";

function failure(...messages: readonly string[]): ReturnType<typeof buildFailure> {
  const diagnostics = messages.map((message, line): SourceDiagnostic => {
    const place = { path: "/w/src/a.c", start: { line, column: 0 }, end: { line, column: 1 } };
    return { ...place, source: "compiler", severity: "error", message, related: [] };
  });
  return buildFailure({
    program: "make",
    exitCode: 2,
    diagnostics,
    output: ["last line"],
    folder: "/w",
    major: 15,
  });
}

describe("a failed build", () => {
  it("says how many errors there are and where the first is", () => {
    expect(failure("expected ';'").message).toBe(
      "The build failed: `make` found an error at src/a.c:1: expected ';'",
    );
    expect(failure("expected ';'", "expected ')'").message).toMatch(
      /found 2 errors, the first at src\/a\.c:1/,
    );
  });

  it("says how it ended when nothing else is known", () => {
    expect(failure().message).toBe("The build failed: `make` ended with exit code 2: last line");
  });

  it.each([
    ["postgres.h: No such file or directory", "postgresql-server-dev-15"],
    ["'gssapi/gssapi.h' file not found", "libkrb5-dev"],
    ["sys/sdt.h: No such file or directory", "systemtap-sdt-dev"],
    ["omni/omni_v0.h: No such file or directory", "omni_v0.h"],
    ["mine.h: No such file or directory", "PG_CPPFLAGS"],
    ["`gone` is used but not defined by this library, nor by a library it is linked with", "OBJS"],
    ["the program `bison` is not installed, or not on PATH", "Install bison"],
  ])("knows what to do about %s", (message, action) => {
    expect(failure("expected ';'", message).action).toContain(action);
  });

  it("names all packages of libraries that the linker does not find", () => {
    const { action } = failure(
      "the linker cannot find -lselinux",
      "the linker cannot find -lzstd",
      "the linker cannot find -lfoo",
    );
    expect(action).toContain("sudo apt install libselinux1-dev libzstd-dev libfoo-dev");
  });
});
