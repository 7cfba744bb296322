import { describe, expect, it } from "vitest";
import { crashDiagnostic, crashMessage, type CrashFrame } from "../../../devpg/src/interpret/crash";
import { readCrashReport, type CrashReport } from "../../../devpg/src/interpret/crashReport";
import { inlinedLines } from "../../../devpg/src/interpret/inlinedLines";

const text = `dynpgext crash 1
pid 77
signal 11
ending signal
address 0x7b
time 1795286674909
lookup 0x0 0 shop:0.1:vists
lookup 0x7ff8ba4f4040 16 shop:0.1:stock
register 0x5
frame 0x7ff8be931bb1 0x2bb1 - /lib/shop.so
frame 0x558d7d12ce0f 0x2ffe0f PostgresMain postgres: postgres dev [local] SELECT
query select 'a\\\\b'\\nfrom shop
end
`;

describe("a report of a crash", () => {
  it("is read as it was written", () => {
    expect(readCrashReport(text)).toMatchObject({
      ...{ pid: 77, signal: 11, ending: "signal", wasSent: false, address: 0x7b, atMs: 1795286674909 },
      lookups: [
        { name: "shop:0.1:vists", address: 0, sizeBytes: 0 },
        { name: "shop:0.1:stock", address: 0x7ff8ba4f4040, sizeBytes: 16 },
      ],
      frames: [
        { address: 0x7ff8be931bb1, offset: 0x2bb1, file: "/lib/shop.so" },
        { function: "PostgresMain", file: "postgres" },
      ],
      query: "select 'a\\b'\nfrom shop",
    });
  });

  it("says nothing before it is whole, and nothing of other files", () => {
    expect(readCrashReport(text.replace("end\n", ""))).toBeUndefined();
    expect(readCrashReport("==77==ERROR: AddressSanitizer")).toBeUndefined();
    expect(readCrashReport("")).toBeUndefined();
  });
});

const place = (line: number) => ({
  path: "/w/shop/shop.c",
  start: { line, column: 1 },
  end: { line, column: 9 },
});
const own = (name: string, line: number): CrashFrame => ({
  ...{ function: name, place: place(line), module: "shop.so", isOwn: true },
});
const server: CrashFrame = { function: "PostgresMain", module: "postgres", isOwn: false };

const said = (frames: readonly CrashFrame[], change: Partial<CrashReport> = {}, signal = "SIGSEGV"): string =>
  crashMessage({ pid: 77, signal, frames, report: { ...readCrashReport(text)!, ...change } });

describe("the message of a crash", () => {
  it("names function, line, the address, and the look-up that gave NULL", () => {
    expect(said([own("sell", 41), own("sold", 60), server])).toBe(
      "Process 77 died by SIGSEGV in sell() at shop.c:42, called by sold() at shop.c:61: it used memory that is not there" +
        " (0x7b, which is NULL and 123 bytes)." +
        ' The look-up of shared memory "shop:0.1:vists" gave NULL, and nothing checked it',
    );
  });

  it("blames no look-up for an address that is far from NULL", () => {
    expect(said([own("sell", 41)], { address: 0x7f0000000000 })).not.toContain("vists");
  });

  it("names the allocation that was being worked with, and how far from it", () => {
    const at = (address: number): string => said([own("sell", 41)], { address });
    expect(at(0x7ff8ba4f4040 + 20)).toContain(
      'It was working 4 bytes behind the end of shared memory "shop:0.1:stock" (16 bytes)',
    );
    expect(at(0x7ff8ba4f4040 - 8)).toContain("8 bytes before the start of");
    expect(said([own("sell", 41)], { address: 0x10000000, registers: [0x7ff8ba4f4048] })).toContain(
      "at offset 8",
    );
    expect(at(0x7ff8ba4f4040 + 4096)).not.toContain("It was working");
  });

  it("names the caller in the extension when the server's own function died", () => {
    expect(said([{ function: "pfree", module: "postgres", isOwn: false }, own("sell", 41)])).toContain(
      "in pfree(), called by sell() at shop.c:42",
    );
    expect(said([{ module: "libc.so.6", isOwn: false }, own("sell", 41)])).toContain(
      "in a function of libc.so.6, called by sell() at shop.c:42",
    );
  });

  it("says when a function called itself until the stack was used up, once", () => {
    const message = said(
      Array.from({ length: 12 }, () => own("deeper", 9)),
      { address: 0x7ffe8388e428 },
    );
    expect(message).toContain("deeper() called itself again and again: the stack was used up");
    expect(message).not.toContain("called by deeper()");
    const diagnostic = crashDiagnostic(message, "SIGSEGV", [
      own("deeper", 8),
      ...Array<CrashFrame>(9).fill(own("deeper", 9)),
    ]);
    expect(diagnostic).toMatchObject({ path: "/w/shop/shop.c", start: { line: 8 }, code: "SIGSEGV" });
    expect(diagnostic?.related).toHaveLength(1);
  });

  it("does not take an address that can be none for NULL", () => {
    const wild = readCrashReport(text.replace("address 0x7b", "address unknown"))!;
    expect(wild).not.toHaveProperty("address");
    const message = crashMessage({ pid: 77, signal: "SIGSEGV", frames: [own("sell", 41)], report: wild });
    expect(message).toContain("what it took for an address is none");
    expect(message).not.toContain("vists");
  });

  it("tells an abort, a kill, a sent signal and an error from a fault", () => {
    expect(said([own("sell", 41)], {}, "SIGABRT")).toContain("a failed assertion, a PANIC or an abort()");
    expect(said([own("sell", 41)], { wasSent: true })).toContain("a process sent the signal");
    expect(said([own("sell", 41)], { ending: "error" })).toContain("Process 77 would have died by SIGSEGV");
    expect(crashMessage({ pid: 7, signal: "SIGKILL", frames: [], report: undefined })).toBe(
      "Process 7 died by SIGKILL: it was killed from outside, by somebody or by the system for want of memory",
    );
  });
});

describe("lines of addresses", () => {
  it("keeps what was inlined into a function apart from the next address", () => {
    const output =
      "0x0000000000002bb1\ntas\n/usr/include/s_lock.h:228\nhello_database\n/w/hello.c:37 (discriminator 1)\n" +
      "0x0000000000002cc6\n??\n??:0\n0x0000000000002cd0\nmain\n/w/hello.c:90\n";
    expect(inlinedLines(output)).toEqual([
      [
        { function: "tas", file: "/usr/include/s_lock.h", line: 227 },
        { function: "hello_database", file: "/w/hello.c", line: 36 },
      ],
      [],
      [{ function: "main", file: "/w/hello.c", line: 89 }],
    ]);
  });
});
