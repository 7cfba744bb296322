import { mkdir, open, realpath, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { asArgv } from "../plan/asArgv";
import type { Installation } from "../plan/installation";
import { runProcess } from "./runProcess";
import type { Workplace } from "./workplace";

/**
 * Has the sanitizer begin before any other library does. On Debian the server links one (libgpg-error) that sets a
 * message catalogue up in its constructor; the sanitizer, beginning within that, would wait for the lock of the
 * catalogues for ever.
 */
const beginEarly = `#include <stdlib.h>
__attribute__((constructor)) static void begin(void) { free(malloc(1)); }
`;

/**
 * What a server needs in its environment to load libraries that were built with AddressSanitizer: its run-time library
 * must come before all others. Reports go to files `asan.<pid>` in the folder of the server's log. Empty for other
 * profiles, and where the compiler has no such library; then the server says so when it loads the extension.
 */
export async function sanitizerEnvironment(
  { options, layout }: Pick<Workplace, "options" | "layout">,
  installation: Pick<Installation, "cc">,
): Promise<Readonly<Record<string, string>>> {
  if (options.profile !== "asan" || process.platform !== "linux") return {};
  const compiler = (options.env["CC"] ?? installation.cc).split(/\s+/).filter((word) => word !== "");
  const compile = async (...args: readonly string[]): Promise<string | undefined> => {
    const argv = asArgv([...(compiler.length === 0 ? ["cc"] : compiler), ...args]);
    const done = await runProcess({ argv, cwd: "/", env: {} }, { timeoutMs: 60_000, env: options.env });
    return done.ok && done.value.exitCode === 0 ? done.value.stdout.trim() : undefined;
  };
  for (const name of ["libasan.so", `libclang_rt.asan-${architecture()}.so`]) {
    const said = await compile(`-print-file-name=${name}`);
    // A compiler that has it not repeats the name.
    const library = said?.startsWith("/") === true ? await sharedLibrary(said) : undefined;
    if (library === undefined) continue;
    const early = await earlyLibrary(join(layout.build, "sanitizer"), compile);
    return {
      LD_PRELOAD: early === undefined ? library : `${library}:${early}`,
      // PostgreSQL frees little at its end, so leaks say nothing; the loader handles SIGSEGV of a NULL look-up itself.
      ASAN_OPTIONS: `detect_leaks=0:handle_segv=0:abort_on_error=1:log_path='${join(layout.log, "asan")}'`,
    };
  }
  return {};
}

function architecture(): string {
  return process.arch === "arm64" ? "aarch64" : process.arch === "x64" ? "x86_64" : process.arch;
}

/** Built once; undefined when it cannot be, which only some systems suffer from. */
async function earlyLibrary(
  folder: string,
  compile: (...args: readonly string[]) => Promise<string | undefined>,
): Promise<string | undefined> {
  const library = join(folder, "begin_early.so");
  if ((await stat(library).catch(() => undefined)) !== undefined) return library;
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const source = join(folder, "begin_early.c");
  await writeFile(source, beginEarly);
  const built = await compile("-shared", "-fPIC", "-O0", "-Wl,-z,initfirst", "-o", library, source);
  return built === undefined ? undefined : library;
}

/** The file itself, or the one that a linker script in its place names. */
async function sharedLibrary(path: string): Promise<string | undefined> {
  const real = await realpath(path).catch(() => undefined);
  const file = real === undefined ? undefined : await open(real).catch(() => undefined);
  if (real === undefined || file === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.toString("latin1", 0, bytesRead);
    if (head.startsWith("\x7fELF")) return real;
    const named = /INPUT\s*\(\s*([^\s)]+)/.exec(head)?.[1];
    return named === undefined ? undefined : resolve(dirname(real), named);
  } finally {
    await file.close();
  }
}
