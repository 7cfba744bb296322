import type { Problem } from "../../../server/src/base/result";
import type { Installation } from "../plan/installation";
import type { BuildSystem } from "../project/project";

/** Whatever the doctor found on the machine, before anybody judges it. */
export interface DoctorFacts {
  readonly system: SystemFacts;
  readonly postgres: PostgresFacts;
  readonly build: BuildFacts;
  readonly storage: StorageFacts;
  readonly debugging: DebuggingFacts;
  readonly left: readonly LeftBehind[];
}

export interface SystemFacts {
  readonly platform: "linux" | "darwin" | "other";
  readonly isRoot: boolean;
  /** How programs are installed here; undefined when that is not known. */
  readonly packages: PackageTool | undefined;
}

export type PackageTool = "apt" | "dnf" | "apk" | "pacman" | "zypper" | "brew";

export interface PostgresFacts {
  /** The one that would be used, or why there is none. */
  readonly chosen:
    | { readonly installation: Installation; readonly hasServer: boolean; readonly hasHeaders: boolean }
    | { readonly problem: Problem };
  /** Every installation found. */
  readonly all: readonly Installation[];
  /** Of the server program; undefined when it could not be read or is no ELF file. */
  readonly symbols: "inside" | "separate" | "none" | undefined;
  readonly buildId: string | undefined;
}

export interface BuildFacts {
  /** Of the folder; undefined when there is nothing to build. */
  readonly projectSystem: BuildSystem | undefined;
  /** The compiler that the server was built with. */
  readonly compiler: ProgramFacts;
  readonly make: ProgramFacts;
  /** Asked only when the project needs them. */
  readonly meson: ProgramFacts | undefined;
  readonly ninja: ProgramFacts | undefined;
  readonly cmake: ProgramFacts | undefined;
  /** Whether a file that includes `postgres.h` compiles; undefined when there was nothing to try it with. */
  readonly trial:
    { readonly compiles: true } | { readonly compiles: false; readonly said: string } | undefined;
  /** The bundled loader for the PostgreSQL chosen: its sources are missing, are there, or are built. */
  readonly loader: "missing" | "sources" | "built";
}

/** A program by the name it was looked for, and what it says of itself when it is there. */
export interface ProgramFacts {
  readonly name: string;
  readonly path?: string;
  /** First line of `--version`. */
  readonly version?: string;
}

export interface StorageFacts {
  /** Where the dev Postgres of the folder lives or would live, or why it cannot. */
  readonly place: { readonly root: string; readonly socketFolder: string } | { readonly problem: Problem };
  readonly isWritable: boolean;
  readonly freeBytes: number | undefined;
  /** Of `/dev/shm`, which parallel queries and extensions use; undefined where there is no such thing. */
  readonly sharedMemoryFreeBytes: number | undefined;
  /** The OS user of the server: ourselves (empty name), another one as root, or why there is none. */
  readonly user: { readonly name: string } | { readonly problem: Problem };
}

export interface DebuggingFacts {
  /** `/proc/sys/kernel/yama/ptrace_scope`; undefined without Yama. */
  readonly ptraceScope: number | undefined;
  /** `lldb-dap` and its older names, the first that is there. */
  readonly lldbDap: ProgramFacts;
  readonly gdb: ProgramFacts;
  readonly addr2line: ProgramFacts;
  /** `DEBUGINFOD_URLS`: servers that debuggers fetch debug information from. */
  readonly debuginfodUrls: string | undefined;
}

/** What belongs to a workspace folder that no longer exists. */
export interface LeftBehind {
  readonly folder: string;
  /** What to remove: everything made for the folder, and the folders of sockets. */
  readonly storage: readonly string[];
  /** Those that still run. A server removes its `postmaster.pid` when it ends. */
  readonly servers: readonly { readonly pid: number; readonly pidFile: string }[];
}
