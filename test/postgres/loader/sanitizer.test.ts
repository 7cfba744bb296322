import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, startLoaderServer, type LoaderServer, type Worker } from "./loaderServer";
import { created, misusingExtensions } from "./misuses";

let started: LoaderServer | undefined;
let reports: string;

/**
 * Has the sanitizer begin before any other library does. On Debian the server links one (libgpg-error) that sets a
 * message catalogue up in its constructor; the sanitizer, beginning within that, would wait for the lock of the
 * catalogues for ever.
 */
const beginEarly = `#include <stdlib.h>
__attribute__((constructor)) static void begin(void) { free(malloc(1)); }
`;

/** Paths of the libraries to preload into the server. */
function sanitizerLibraries(folder: string): string {
  const library = execFileSync("gcc", ["-print-file-name=libasan.so"], { encoding: "utf8" }).trim();
  const early = join(folder, "begin_early.so");
  writeFileSync(join(folder, "begin_early.c"), beginEarly);
  execFileSync("gcc", [
    "-shared",
    "-fPIC",
    "-O0",
    "-Wl,-z,initfirst",
    "-o",
    early,
    join(folder, "begin_early.c"),
  ]);
  return `${realpathSync(library)}:${early}`;
}

const reportNames = (): readonly string[] => readdirSync(reports).filter((name) => name.startsWith("report"));

beforeAll(async () => {
  reports = mkdtempSync(join(tmpdir(), "dynpgext-asan-"));
  chmodSync(reports, 0o777);
  const options = [
    "detect_leaks=0", // The server frees nothing when it ends.
    "handle_segv=0", // The loader handles that of a NULL look-up.
    "abort_on_error=1",
    `log_path=${join(reports, "report")}`,
  ];
  started = await startLoaderServer(misusingExtensions, {
    settings: ["dynpgext_dev.preset_databases = 2"],
    flags: "-fsanitize=address",
    env: { LD_PRELOAD: sanitizerLibraries(reports), ASAN_OPTIONS: options.join(":") },
  });
}, 180_000);

afterAll(async () => {
  await started?.remove();
  rmSync(reports, { recursive: true, force: true });
});

describe("under AddressSanitizer, the loader", () => {
  it("does nothing wrong with memory while extensions misuse it, come, go and crash", async () => {
    const server = started!;
    const workers = (): Promise<readonly Worker[]> => server.workers("restart_time");
    const session = await server.session();
    expect(readFileSync(`/proc/${session.database.pid}/maps`, "utf8")).toMatch(/libasan/);
    for (const name of created) await session.run(`CREATE EXTENSION ${name}`);
    await server.rows("CREATE DATABASE copy");
    await server.rows("CREATE EXTENSION restart_time", "copy");
    for (const name of ["long_name", "stack_name", "size_negative", "callback_throws", "only_looks_up"])
      await session.run(`SELECT ${name}_found()`);
    await eventually(workers, (all) => all.length === 2 && all.every(({ state }) => state === "running"));
    for (const view of ["libraries", "shmem", "workers", "events", "check()"])
      await session.run(`SELECT * FROM dynpgext_dev.${view}`);
    const before = await workers();
    process.kill(before[0]!.pid!, "SIGKILL");
    await eventually(workers, ([row]) => row?.state === "running" && row.pid !== before[0]!.pid, 30_000);
    const next = await server.session();
    for (const name of created) await next.run(`DROP EXTENSION ${name}`);
    await next.run("DROP DATABASE copy");
    await server.restart();
    expect(reportNames().map((name) => readFileSync(join(reports, name), "utf8"))).toEqual([]);
  }, 120_000);
});
