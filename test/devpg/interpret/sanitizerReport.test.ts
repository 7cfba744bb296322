import { describe, expect, it } from "vitest";
import { sanitizerDiagnostic } from "../../../devpg/src/interpret/sanitizerDiagnostic";
import { sanitizerReports } from "../../../devpg/src/interpret/sanitizerReport";

const stale = `=================================================================
==16864==ERROR: AddressSanitizer: heap-use-after-free on address 0x6020000122b0 at pc 0x7fbd2a828371 bp 0x7ffd6fe57950 sp 0x7ffd6fe57948
READ of size 4 at 0x6020000122b0 thread T0
    #0 0x7fbd2a828370 in read_it /home/me/my ext/cells.c:3
    #1 0x7fbd2a828371 in stale /home/me/my ext/cells.c:9:12
    #2 0x565485145e0e  (/usr/lib/postgresql/15/bin/postgres+0x2ffe0e)
    #3 0x7fbd2ae47249 in __libc_start_call_main ../sysdeps/nptl/libc_start_call_main.h:58

0x6020000122b0 is located 0 bytes inside of 16-byte region [0x6020000122b0,0x6020000122c0)
freed by thread T0 here:
    #0 0x7fbd2beb76a8 in __interceptor_free ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:52
    #1 0x7fbd2a828349 in stale /home/me/my ext/cells.c:8

previously allocated by thread T0 here:
    #0 0x7fbd2beb89cf in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69
    #1 0x7fbd2a82833e in stale /home/me/my ext/cells.c:7

SUMMARY: AddressSanitizer: heap-use-after-free /home/me/my ext/cells.c:3 in read_it
Shadow bytes around the buggy address:
  0x0c047fffa400: fa fa fd fa fa fa 06 fa fa fa 02 fa fa fa 02 fa
==16864==ABORTING
`;

const overflow = `==16812==ERROR: AddressSanitizer: stack-buffer-overflow on address 0x7ffd6fe57920 at pc 0x7fbd2a8282ba bp 0x1 sp 0x2
WRITE of size 1 at 0x7ffd6fe57920 thread T0
    #0 0x7fbd2a8282b9 in fill /home/me/my ext/cells.c:5

Address 0x7ffd6fe57920 is located in stack of thread T0 at offset 48 in frame
    #0 0x7fbd2a8281e0 in overrun /home/me/my ext/cells.c:6

  This frame has 1 object(s):
    [32, 48) 'name' (line 19) <== Memory access at offset 48 overflows this variable
HINT: this may be a false positive if your program uses some custom stack unwind mechanism, swapcontext or vfork
SUMMARY: AddressSanitizer: stack-buffer-overflow /home/me/my ext/cells.c:5 in fill
`;

const path = "/home/me/my ext/cells.c";
const text = Array.from({ length: 9 }, (_, line) => `\tint line${line + 1} = ${line};`).join("\n");
const sources = {
  textOf: (asked: string) => (asked === path ? text : undefined),
  isOwn: (asked: string) => asked.startsWith("/home/me/my ext/"),
};

describe("reports of AddressSanitizer", () => {
  it("stand at the innermost line of the user, with its callers and where the memory was freed and allocated", () => {
    const [report, ...others] = sanitizerReports(stale);
    expect(others).toEqual([]);
    const diagnostic = sanitizerDiagnostic(report!, sources)!;
    expect(diagnostic).toMatchObject({
      path,
      start: { line: 2, column: 1 },
      end: { line: 2, column: text.split("\n")[2]!.length },
      code: "heap-use-after-free",
      severity: "error",
    });
    expect(diagnostic.message).toContain("heap-use-after-free: READ of size 4 in process 16864");
    expect(diagnostic.message).toContain("is located 0 bytes inside of 16-byte region");
    expect(diagnostic.related.map(({ message, start }) => `${start.line + 1}: ${message}`)).toEqual([
      "9: called from stale",
      "8: freed here, in stale",
      "7: previously allocated here, in stale",
    ]);
  });

  it("name the variable that was run over", () => {
    const [report] = sanitizerReports(overflow);
    const diagnostic = sanitizerDiagnostic(report!, sources)!;
    expect(diagnostic.message).toContain(
      "'name' (line 19) <== Memory access at offset 48 overflows this variable",
    );
    expect(diagnostic.related.map(({ message }) => message)).toEqual(["declared in overrun"]);
  });

  it("are told apart when several stand in one file, and read as far as a cut one goes", () => {
    const cut = stale.slice(0, stale.indexOf("freed by"));
    const reports = sanitizerReports(`${overflow}${cut}`);
    expect(reports.map(({ pid, kind }) => `${pid} ${kind}`)).toEqual([
      "16812 stack-buffer-overflow",
      "16864 heap-use-after-free",
    ]);
    expect(reports[1]!.frames.map(({ place }) => place?.line)).toEqual([3, 9, undefined, undefined]);
  });

  it("say nothing of code that is not the user's", () => {
    const [report] = sanitizerReports(stale);
    expect(sanitizerDiagnostic(report!, { ...sources, isOwn: () => false })).toBeUndefined();
    expect(sanitizerReports("LOG: ready\nREAD of size 4 at 0x1\n    #0 0x1 in f /a.c:1\n")).toEqual([]);
  });

  it.each([
    ["AddressSanitizer: attempting double-free on 0x602000000010 in thread T0:", "attempting double-free"],
    ["AddressSanitizer: SEGV on unknown address 0x000000000000 (pc 0x1 bp 0x2 sp 0x3 T0)", "SEGV"],
    [
      "AddressSanitizer: attempting free on address which was not malloc()-ed: 0x1 in thread T0",
      "attempting free",
    ],
    [
      "AddressSanitizer: memcpy-param-overlap: memory ranges [0x1,0x2) and [0x1, 0x3) overlap",
      "memcpy-param-overlap",
    ],
  ])("call a fault by the sanitizer's name for it: %s", (head, kind) => {
    expect(sanitizerReports(`==7==ERROR: ${head}\n`)).toMatchObject([{ pid: 7, kind }]);
  });
});
