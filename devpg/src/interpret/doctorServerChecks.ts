import type { DoctorCheck } from "./doctorCheck";
import type { DoctorFacts, LeftBehind } from "./doctorFacts";
import { withRemedy } from "./withRemedy";
import { shellWord } from "../plan/shellWord";

const mebibyte = 1024 * 1024;
/** A private copy of PostgreSQL takes some 15 MiB, a new cluster 40 MiB, its log of changes at least 80 MiB. */
const leastFreeBytes = 200 * mebibyte;
const comfortableFreeBytes = 1024 * mebibyte;
/** What a container gets by default is 64 MiB. */
const leastSharedBytes = 32 * mebibyte;

/** Whether a server could be set up and run, and what earlier ones left. */
export function doctorServerChecks(facts: DoctorFacts): readonly DoctorCheck[] {
  return [userCheck(facts), ...placeChecks(facts), ...sharedMemoryCheck(facts), leftCheck(facts.left)];
}

function userCheck({ storage, system }: DoctorFacts): DoctorCheck {
  const title = "user of the server";
  if ("problem" in storage.user) {
    const { message, action } = storage.user.problem;
    return {
      title,
      state: "bad",
      found: message,
      consequence: `No server can be started.${because(action)}`,
    };
  }
  if (!system.isRoot) return { title, state: "good", found: "you" };
  return {
    ...{ title, state: "good" },
    found: `you are root, as whom PostgreSQL refuses to run; the server runs as ${storage.user.name}`,
  };
}

function placeChecks({ storage }: DoctorFacts): readonly DoctorCheck[] {
  const { place, isWritable, freeBytes } = storage;
  if ("problem" in place) {
    const { message, action } = place.problem;
    return [
      {
        title: "storage",
        state: "bad",
        found: message,
        consequence: `No server can be set up.${because(action)}`,
      },
    ];
  }
  const { root, socketFolder } = place;
  const socketBytes = new TextEncoder().encode(`${socketFolder}/.s.PGSQL.65535`).length;
  return [
    isWritable
      ? { title: "storage", state: "good", found: root }
      : withRemedy(
          {
            ...{ title: "storage", state: "bad", found: `${root} cannot be written` },
            consequence: "Nothing can be built or run. Make it writable, or choose another place.",
          },
          "export DYNPGEXT_HOME=/somewhere/else",
        ),
    ...(freeBytes === undefined ? [] : [spaceCheck(freeBytes)]),
    { title: "socket", state: "good", found: `${socketFolder} (${socketBytes} of 107 bytes)` },
  ];
}

function spaceCheck(freeBytes: number): DoctorCheck {
  const found = `${Math.floor(freeBytes / mebibyte).toLocaleString("en")} MiB free`;
  if (freeBytes >= comfortableFreeBytes) return { title: "disk space", state: "good", found };
  const isBad = freeBytes < leastFreeBytes;
  return withRemedy(
    {
      ...{ title: "disk space", state: isBad ? "bad" : "warning", found },
      consequence: isBad
        ? "A new server does not fit. Free some space, or choose another place."
        : "A server fits, large tables do not. Free some space, or choose another place.",
    },
    "export DYNPGEXT_HOME=/somewhere/else",
  );
}

function sharedMemoryCheck({ storage }: DoctorFacts): readonly DoctorCheck[] {
  const { sharedMemoryFreeBytes: free } = storage;
  if (free === undefined) return [];
  const title = "shared memory";
  const found = `${Math.floor(free / mebibyte).toLocaleString("en")} MiB free in /dev/shm`;
  if (free >= leastSharedBytes) return [{ title, state: "good", found }];
  return [
    withRemedy(
      {
        ...{ title, state: "warning", found },
        consequence: "Parallel queries and memory made at run time fail with `No space left on device`.",
      },
      "mount -o remount,size=256M /dev/shm   # a container: docker run --shm-size=256m",
    ),
  ];
}

function leftCheck(left: readonly LeftBehind[]): DoctorCheck {
  const title = "left behind";
  if (left.length === 0) return { title, state: "good", found: "no server or data of folders that are gone" };
  const running = left.flatMap(({ servers }) => servers);
  const found = left.map(({ folder, servers }) => {
    const pids = servers.map(({ pid }) => pid).join(", ");
    return `${folder} is gone${pids === "" ? "" : `, its server still runs (pid ${pids})`}`;
  });
  const stop = running.map(({ pid, pidFile }) => {
    return `kill -INT ${pid}; while [ -e ${shellWord(pidFile)} ]; do sleep 0.2; done; `;
  });
  const remove = `rm -rf ${left.flatMap(({ storage }) => storage.map(shellWord)).join(" ")}`;
  return {
    ...{ title, state: "warning", found: found.join("\n") },
    consequence: running.length === 0 ? "They take disk space." : "They take memory and disk space.",
    remedy: `${stop.join("")}${remove}`,
  };
}

function because(action: string | undefined): string {
  return action === undefined ? "" : ` ${action}.`;
}
