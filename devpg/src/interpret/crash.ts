import type { CrashReport, LookedUp } from "./crashReport";
import type { SourceDiagnostic, SourcePlace } from "./sourceDiagnostic";

/** A function that was being executed. */
export interface CrashFrame {
  readonly function?: string;
  /** Where its source is, when there is debug information. */
  readonly place?: SourcePlace;
  /** Base name of the library or program. */
  readonly module: string;
  /** Its source is in the folder of the extension. */
  readonly isOwn: boolean;
}

/** A process of the server that died by a signal, or nearly did. */
export interface Crash {
  readonly pid: number;
  /** `SIGSEGV`. */
  readonly signal: string;
  readonly ending: CrashReport["ending"];
  readonly at: Date;
  /** What happened, in one or two sentences: where, how, with which shared memory. */
  readonly message: string;
  readonly query?: string;
  /** Innermost first; empty when the process could not say. */
  readonly frames: readonly CrashFrame[];
  /** At the innermost line of the extension's own source. */
  readonly diagnostic?: SourceDiagnostic;
  /** Absolute path of a core file, when the system left one. */
  readonly core?: string;
}

/** What is known of a crash before it is put into words. */
export interface CrashFacts {
  readonly pid: number;
  readonly signal: string;
  readonly frames: readonly CrashFrame[];
  /** Undefined for a process that could not write one: it was killed. */
  readonly report: CrashReport | undefined;
}

/** Addresses below are NULL and the offset of a field. Source: NULL_LIMIT, devpg/loader/src/null_guard.c. */
const nullLimit = 65_536;
/** Around each allocation. Source: GUARD_BYTES, devpg/loader/src/guard.h. */
const guardBytes = 64;
/** So often in a row only by recursion. */
const recursionFrames = 10;

const meanings: Readonly<Record<string, string>> = {
  SIGSEGV: "it used memory that is not there",
  SIGBUS: "it used memory that cannot be used so",
  SIGILL: "it ran into something that is no instruction",
  SIGFPE: "it calculated something impossible",
  SIGABRT: "it gave up: a failed assertion, a PANIC or an abort()",
  SIGTRAP: "it ran into a breakpoint that a debugger left behind when it was ended",
  SIGKILL: "it was killed from outside, by somebody or by the system for want of memory",
  SIGSYS: "it asked the system for something that does not exist",
};

/** What happened, where, and with which memory. */
export function crashMessage(facts: CrashFacts): string {
  const { pid, signal, report } = facts;
  const how = report?.wasSent === true ? "a process sent the signal" : (meanings[signal] ?? "");
  const used =
    report !== undefined && !report.wasSent && (signal === "SIGSEGV" || signal === "SIGBUS")
      ? ` (${addressText(report)})`
      : "";
  const verb = report?.ending === "error" ? "would have died" : "died";
  const where = whereText(facts);
  const parts = [
    `Process ${pid} ${verb} by ${signal}${where === "" ? "" : ` in ${where}`}${how === "" ? "" : `: ${how}${used}`}`,
    ...memoryRemarks(facts),
  ];
  return parts.join(". ");
}

/** `read_through() at debuggee.c:157, called by crash() at debuggee.c:166`. */
function whereText({ frames }: CrashFacts): string {
  const [first] = frames;
  if (first === undefined) return "";
  const own = frames.find(({ isOwn }) => isOwn);
  if (own === undefined || own === first) {
    const caller =
      own === undefined ? undefined : frames.slice(1).find((frame) => frame.isOwn && !isSame(frame, first));
    return `${frameText(first)}${caller === undefined ? "" : `, called by ${frameText(caller)}`}`;
  }
  return `${frameText(first)}, called by ${frameText(own)}`;
}

function isSame(one: CrashFrame, other: CrashFrame): boolean {
  return one.function === other.function && one.place?.path === other.place?.path;
}

/** One line of a backtrace. */
export function frameText({ function: name, place, module }: CrashFrame): string {
  const called = name === undefined ? `a function of ${module}` : `${name}()`;
  if (place === undefined) return called;
  return `${called} at ${place.path.slice(place.path.lastIndexOf("/") + 1)}:${place.start.line + 1}`;
}

function addressText({ address }: CrashReport): string {
  if (address === undefined) return "what it took for an address is none";
  const text = `0x${address.toString(16)}`;
  if (address === 0) return "NULL";
  return address < nullLimit ? `${text}, which is NULL and ${address} bytes` : text;
}

function memoryRemarks({ report, frames }: CrashFacts): readonly string[] {
  if (report === undefined) return [];
  const remarks: string[] = [];
  const missing =
    report.address !== undefined && report.address < nullLimit
      ? report.lookups.find(({ address }) => address === 0)
      : undefined;
  if (missing !== undefined && !report.wasSent)
    remarks.push(`The look-up of shared memory "${missing.name}" gave NULL, and nothing checked it`);
  const near = report.lookups.map((each) => nearText(each, report)).find((text) => text !== undefined);
  if (near !== undefined) remarks.push(near);
  const [first] = frames;
  const repeated = frames.filter((frame) => first !== undefined && isSame(frame, first)).length;
  if (first?.function !== undefined && repeated >= recursionFrames)
    remarks.push(`${first.function}() called itself again and again: the stack was used up`);
  return remarks;
}

/** What the address has to do with an allocation; or a register, which mostly holds what was calculated with. */
function nearText({ name, address, sizeBytes }: LookedUp, report: CrashReport): string | undefined {
  if (address === 0) return undefined;
  const end = address + sizeBytes;
  const isNear = (value: number): boolean => value >= address - guardBytes && value <= end + guardBytes;
  const value = [...(report.address === undefined ? [] : [report.address]), ...report.registers].find(isNear);
  if (value === undefined) return undefined;
  const memory = `shared memory "${name}" (${sizeBytes} bytes)`;
  if (value >= end) return `It was working ${value - end} bytes behind the end of ${memory}`;
  if (value < address) return `It was working ${address - value} bytes before the start of ${memory}`;
  return `It was working with ${memory}, at offset ${value - address}`;
}

/** At the innermost line of the extension's own source, with the callers in it. */
export function crashDiagnostic(
  message: string,
  signal: string,
  frames: readonly CrashFrame[],
): SourceDiagnostic | undefined {
  const own = frames.filter((frame) => frame.isOwn && frame.place !== undefined);
  const [first, ...callers] = own;
  if (first?.place === undefined) return undefined;
  return {
    ...first.place,
    source: "crash",
    severity: "error",
    code: signal,
    message,
    related: distinct(callers)
      .slice(0, 8)
      .flatMap(({ place, function: name }) =>
        place === undefined ? [] : [{ ...place, message: `called by ${name ?? "this"}()` }],
      ),
  };
}

/** Without what a recursion repeats. */
function distinct(frames: readonly CrashFrame[]): readonly CrashFrame[] {
  const isLike = (one: CrashFrame, other: CrashFrame): boolean =>
    isSame(one, other) && one.place?.start.line === other.place?.start.line;
  return frames.filter((frame, at) => frames.findIndex((other) => isLike(frame, other)) === at);
}
