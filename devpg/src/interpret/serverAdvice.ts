import type { AdviceEntry } from "./adviceEntry";

/** Messages about the server as a whole. Source: src/backend/postmaster/postmaster.c, REL_15_STABLE. */
export const serverAdvice: readonly AdviceEntry[] = [
  {
    codes: ["57P02"],
    pattern: /terminating connection because of crash of another server process/,
    advice: {
      explanation: "Another process of the server crashed, so all of them were restarted.",
      action:
        "Look into the server log for `was terminated by signal`, and run that statement under the debugger",
    },
  },
  {
    pattern: /was terminated by signal (\d+): (Segmentation fault|Bus error|Illegal instruction)/,
    advice: {
      explanation: "A process crashed: it used memory that is not its own.",
      action:
        "Run the same statement with the debug command, or build with the profile `asan`, which names the line",
    },
  },
  {
    pattern: /was terminated by signal (\d+): Aborted/,
    advice: {
      explanation:
        "A process ended itself: a failed assertion, a broken heap, or a report of AddressSanitizer.",
      action: "Read the lines of the log before this one: they say what failed",
    },
  },
  {
    pattern: /was terminated by signal 9/,
    advice: {
      explanation: "A process was killed from outside, by a person or by the system when memory ran out.",
      action: "Look at the memory use of the extension; `dmesg` tells when the system did it",
    },
  },
  {
    codes: ["57P03"],
    pattern:
      /the database system is (in recovery mode|starting up|shutting down|not yet accepting connections)/,
    advice: {
      explanation: "The server is $1. After a crash it repairs the database first, which takes a moment.",
      action: "Try again in a few seconds; if it stays so, look into the server log",
    },
  },
  {
    codes: ["57P01", "08006", "08003"],
    pattern:
      /terminating connection due to (?:administrator command|unexpected postmaster exit)|onnection terminated|server closed the connection/,
    advice: {
      explanation: "The server ended the connection: it was stopped or restarted, or the process crashed.",
      action: "Look at the last lines of the server log, then load again",
    },
  },
  {
    codes: ["53300"],
    pattern: /too many (?:clients|connections)|remaining connection slots/,
    advice: {
      explanation: "All connections of the server are in use.",
      action: "Close some, or raise `max_connections` in devpg/postgresql.conf",
    },
  },
  {
    pattern: /No space left on device|could not extend file/,
    advice: {
      explanation: "The disk is full.",
      action: "Free some space; `dynpgext reset` and removing old dev databases below DYNPGEXT_HOME help",
    },
  },
  {
    pattern: /could not resize shared memory segment "(.*)"/,
    advice: {
      explanation: "There is not enough room in /dev/shm, which is 64 MB in most containers.",
      action: "Give the container more (`--shm-size=256m`), or set `dynamic_shared_memory_type = sysv`",
    },
  },
  {
    pattern: /could not (?:open|access|create|read|write|stat) (?:file|directory) "(.*)": Permission denied/,
    advice: {
      explanation: "The OS user of the server may not get at `$1`.",
      action: "Make the file and the folders above it accessible, or set `dynpgext.devpg.osUser`",
    },
  },
  {
    codes: ["42501"],
    pattern: /permission denied/,
    advice: {
      explanation: "The role of this session lacks a privilege.",
      action: "Connect as the superuser of the dev Postgres, or GRANT what is missing",
    },
  },
  {
    pattern: /unrecognized configuration parameter "(.*)"/,
    advice: {
      explanation:
        "No loaded library defines `$1`. A setting of an extension exists only once its library is loaded.",
      action:
        "Correct the name, or load the library from `shared_preload_libraries` in devpg/postgresql.conf",
    },
  },
  {
    pattern: /configuration file ".*" contains errors|syntax error in file "(.*)" line (\d+)/,
    advice: {
      explanation:
        "A settings file of the server cannot be read; the line is in the message or in the log before it.",
      action: "Correct devpg/postgresql.conf of the workspace",
    },
  },
];
