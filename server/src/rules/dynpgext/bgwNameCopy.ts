import type { Fix } from "../../base/finding";
import type { CallEvent } from "../../flow/evaluate/event";
import { content } from "../../flow/evaluate/effect";
import { locationBehind } from "../../flow/evaluate/place";
import { alternatives, type Value } from "../../flow/evaluate/value";
import { arrayBytes } from "../../pg/backgroundWorker";
import type { Registration } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import { forEachExpression } from "../../syntax/c/lower/walk";
import { longestFormatted } from "../helpers/formatLength";
import { workerExample, workerInit } from "../helpers/workerExample";
import { textAt } from "../helpers/workers";
import type { LibraryRule } from "../rule";

export const bgwNameCopy: LibraryRule = {
  id: "bgw-name-copy",
  pack: "dynpgext",
  scope: "library",
  severity: "warning",
  stage: "stable",
  since: "0.1.0",
  title: "Text copied into a bgw_ array without a guaranteed end",
  sources: [
    "src/include/postmaster/bgworker.h BGW_MAXLEN (96), bgw_library_name[MAXPGPATH] from REL_17_STABLE",
    "C11 7.24.2.4: strncpy writes no NUL when the source fills the array",
  ],
  why: "The arrays of `BackgroundWorker` hold 96 bytes with the final zero. `strcpy` and `sprintf` write past them, `strncpy` with the full size leaves no zero when the text is longer: the postmaster then reads on into the next field. The path of a library is easily longer than 95 bytes.",
  fix: "Use `strlcpy(worker.field, text, sizeof(worker.field))`, or `snprintf` with the size of the field.",
  limits:
    "Text that certainly fits, `strncpy` of at most one byte less than the array into a zeroed structure, and an explicit NUL at the end are fine.",
  examples: [
    {
      title: "strncpy with the full size",
      bad: workerExample({
        init: workerInit({
          copy: `    strncpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leaves bgw_library_name without a NUL
`,
        }),
      }),
      good: workerExample({
        init: workerInit({
          copy: "    strlcpy(worker.bgw_library_name, handle->library_name, sizeof(worker.bgw_library_name));\n",
        }),
      }),
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    for (const event of view.events) {
      if (event.kind !== "call" || !copyFunctions.has(event.callee)) continue;
      const target = event.args[0] && locationBehind(event.args[0]);
      const field = /\.(bgw_\w+)$/u.exec(target?.path ?? "")?.[1];
      const size = field === undefined ? undefined : arrayBytes(field, view.options.pgMajor);
      if (!target || field === undefined || size === undefined) continue;
      const fault = faultOf(event, size);
      if (fault === undefined || (event.callee === "strncpy" && isTerminated(view, event, field))) continue;
      report({
        at: event.site,
        message: `${event.callee} ${fault.replaceAll("FIELD", field)}`,
        // A bounded copy would cut a longer text off.
        fixes: (longestText(event) ?? 0) < size ? boundedCopy(view, event) : [],
      });
    }
    checkInitializers(view, (site, field, size) => {
      report({
        at: site,
        message: `The text for ${field} is longer than its ${size} bytes with the final NUL`,
      });
    });
  },
};

const copyFunctions = new Set(["strcpy", "stpcpy", "strncpy", "sprintf", "strlcpy", "snprintf", "memcpy"]);

/** What is wrong with a copy into an array of `size` bytes; FIELD stands for its name. */
function faultOf(event: CallEvent, size: number): string | undefined {
  const longest = longestText(event);
  const limit = numberOf(event.args[event.callee === "snprintf" ? 1 : 2]);
  switch (event.callee) {
    case "strcpy":
    case "stpcpy":
    case "sprintf":
      if (longest !== undefined && longest < size) return undefined;
      return longest === undefined
        ? `writes into FIELD without a bound: text of ${size} bytes and more overwrites the next field`
        : `writes up to ${longest + 1} bytes into FIELD, which holds ${size}`;
    case "strncpy":
      if (limit === undefined) return undefined;
      if (limit > size) return `writes ${limit} bytes into FIELD, which holds ${size}`;
      if (longest !== undefined && longest < limit) return undefined;
      if (limit < size)
        return isZeroed(event)
          ? undefined
          : "leaves FIELD without a NUL where the structure was never zeroed";
      return `leaves FIELD without a NUL when the text has ${size} bytes or more`;
    case "strlcpy":
    case "snprintf":
      if (limit !== undefined && limit > size)
        return `may write ${limit} bytes into FIELD, which holds ${size}`;
      return event.callee === "strlcpy" && longest !== undefined && longest >= size
        ? `cuts the text off: it is longer than the ${size} bytes of FIELD`
        : undefined;
    case "memcpy":
      return limit !== undefined && limit > size
        ? `writes ${limit} bytes into FIELD, which holds ${size}`
        : undefined;
    default:
      return undefined;
  }
}

/** Bytes of the longest text the call can write, without the NUL; undefined when there is no bound. */
function longestText(event: CallEvent): number | undefined {
  if (event.callee === "sprintf") {
    const format = content(event.args[1], event);
    return format.kind === "text"
      ? longestFormatted(
          format.text,
          event.args.slice(2).map((value) => content(value, event)),
        )
      : undefined;
  }
  const source = content(event.args[1], event);
  let longest = 0;
  for (const one of alternatives(source)) {
    if (one.kind !== "text") return undefined;
    longest = Math.max(longest, new TextEncoder().encode(one.text).length);
  }
  return longest;
}

function numberOf(value: Value | undefined): number | undefined {
  return value?.kind === "number" ? value.value : undefined;
}

/** The array was zero before the copy, so what the copy does not reach still is. */
function isZeroed(event: CallEvent): boolean {
  const target = event.args[0] && locationBehind(event.args[0]);
  if (!target) return true;
  const { isArray: _whole, ...location } = target;
  const before = event.state.read(location);
  return before.kind !== "uninitialized";
}

/** A NUL is written into the array by hand: before a registration, or in the function of the copy. */
function isTerminated(view: LibraryView, event: CallEvent, field: string): boolean {
  const target = event.args[0] && locationBehind(event.args[0]);
  if (!target) return false;
  const { isArray: _whole, ...array } = target;
  const isTerminatedWhere = ({ event: { root, state } }: Registration): boolean =>
    root === event.root &&
    [...state.parts(array).values()].some(({ value }) => value.kind === "number" && value.value === 0);
  if (view.registrations.some(isTerminatedWhere)) return true;
  let found = false;
  forEachExpression(event.fn.definition.body, (expression) => {
    if (expression.kind !== "assignment" || expression.target.kind !== "index") return;
    const { object } = expression.target;
    found ||= object.kind === "member" && object.member === field;
  });
  return found;
}

function boundedCopy(view: LibraryView, event: CallEvent): readonly Fix[] {
  const text = textAt(view, event.site);
  const args = event.argumentSites.map((site) => textAt(view, site));
  const [target, source] = args;
  if (
    target === undefined ||
    source === undefined ||
    !text.startsWith(event.callee) ||
    !/^[\w.\->[\]]+$/u.test(target)
  )
    return [];
  const size = `sizeof(${target})`;
  let newText: string;
  if (event.callee === "sprintf") newText = `snprintf(${[target, size, ...args.slice(1)].join(", ")})`;
  else if (event.callee === "snprintf") newText = `snprintf(${[target, size, ...args.slice(2)].join(", ")})`;
  else if (
    event.callee === "memcpy" ||
    (event.callee === "strlcpy" && faultOf(event, Infinity) !== undefined)
  )
    return [];
  else newText = `strlcpy(${target}, ${source}, ${size})`;
  return newText === text
    ? []
    : [
        {
          title: `Use ${newText.slice(0, newText.indexOf("("))} with sizeof`,
          safety: "safe",
          edits: [{ ...event.site, newText }],
        },
      ];
}

/** Literals in initializers that do not fit: C drops the NUL, or refuses the literal. */
function checkInitializers(
  view: LibraryView,
  found: (site: CallEvent["site"], field: string, size: number) => void,
): void {
  for (const registration of view.registrations) {
    const { worker, event } = registration;
    if (!worker) continue;
    for (const [path, entry] of event.state.parts(worker)) {
      const field = path.slice(1);
      const size = arrayBytes(field, view.options.pgMajor);
      if (size === undefined || entry.value.kind !== "text") continue;
      if (new TextEncoder().encode(entry.value.text).length < size) continue;
      for (const { value } of entry.sites) if (value) found(value, field, size);
    }
  }
}
