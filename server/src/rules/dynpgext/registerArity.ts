import type { Fix } from "../../base/finding";
import type { Site } from "../../base/span";
import { alternatives, type Value } from "../../flow/evaluate/value";
import { hasFlag, workerField, type Registration } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import { notifyFlag, registerArguments } from "../../pg/dynpgextInterface";
import { handleMember } from "../helpers/handleCall";
import { registeredHere, textAt, workerLabel } from "../helpers/workers";
import { workerExample, workerInit } from "../helpers/workerExample";
import type { LibraryRule, Reporter } from "../rule";

export const registerArity: LibraryRule = {
  id: "register-arity",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "Arguments of register_bgworker do not fit the interface",
  sources: [
    "dynpgext.h, register_bgworker: 5 parameters until January 2024, then 3, under the same magic number 0",
    "omni_ext, January and February 2024, measured on PostgreSQL 15",
  ],
  why: "There are two forms of `register_bgworker`: `(handle, worker, callback, data, flags)`, and since February 2024 `(handle, worker, flags)`. No loader can tell which one a library was compiled for: 5 arguments on a loader that takes 3 make every worker global, 3 on one that takes 5 end in a crash loop. A callback is told to wait for the worker by `DYNPGEXT_REGISTER_BGWORKER_NOTIFY`: one without the other is a slip.",
  fix: "Pass what the included `dynpgext.h` declares. Give `DYNPGEXT_REGISTER_BGWORKER_NOTIFY` together with a callback.",
  limits:
    "Without a `dynpgext.h` in the workspace the setting `registerBgworkerArguments` decides (5 by default). Calls with arguments from macros that hold a comma are not counted, nor are those in code that has another branch for the other form.",
  examples: [
    {
      title: "Three arguments for the interface with five",
      bad: workerExample({
        init: workerInit({
          registration: `(handle, &worker, DYNPGEXT_SCOPE_GLOBAL);
//          ^^^^^^^^^^^^^^^^^ 3 arguments`,
        }),
      }),
      good: workerExample({ init: workerInit() }),
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    for (const registration of view.registrations) {
      if (!registration.hasRightArity) checkCount(view, registration, report);
      else if (registration.form === 5) checkNotify(view, registration, report);
    }
  },
};

function checkCount(view: LibraryView, registration: Registration, report: Reporter): void {
  const { event, form } = registration;
  if (hasHiddenComma(view, registration) || hasOtherBranch(view, event.site.path)) return;
  const { path } = view.header;
  const count = event.args.length;
  const isOtherForm = path === undefined && (count === 3 || count === 5);
  const declared =
    path === undefined ? "the interface in force takes" : `${path.slice(path.lastIndexOf("/") + 1)} declares`;
  const consequence = !isOtherForm
    ? "it does not compile"
    : count === 3
      ? "a loader of that form takes whatever comes next for data and flags"
      : "a loader of that form takes the callback for the flags";
  report({
    at: handleMember(view, event),
    message: `register_bgworker is called with ${count} argument${count === 1 ? "" : "s"}, but ${declared} ${form}: ${consequence}`,
    fixes: changeCount(view, registration),
  });
}

/** An argument is a macro that stands for several, or for none. */
function hasHiddenComma(view: LibraryView, { event }: Registration): boolean {
  return event.call.args.some((argument) => {
    const name =
      argument.kind === "identifier"
        ? argument.name
        : argument.kind === "call" && argument.callee.kind === "identifier"
          ? argument.callee.name
          : undefined;
    if (name === undefined) return argument.kind === "unknown";
    return view.program
      .findMacros(name, event.fn.path)
      .some(
        ({ macro }) =>
          macro.body.trim() === "" || /,/u.test(macro.body.replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)/gu, "")),
      );
  });
}

/** A branch that was not chosen, and may be, registers workers too: the code knows both forms. */
function hasOtherBranch(view: LibraryView, path: string): boolean {
  return view.program
    .visibleFrom(path)
    .some(
      (file) =>
        !file.path.endsWith("/dynpgext.h") &&
        file.source.inactive.some(
          ({ certain, start, end }) =>
            !certain &&
            /register_bgworker|DYNPGEXT_REGISTER_BGWORKER_ARGS/u.test(file.text.slice(start, end)),
        ),
    );
}

function changeCount(view: LibraryView, { event, form }: Registration): readonly Fix[] {
  const sites = event.argumentSites;
  const isWritten =
    sites.length > 1 &&
    sites.every(
      (site, i) =>
        site.path === event.site.path &&
        event.site.start <= site.start &&
        site.end <= event.site.end &&
        (i === 0 || sites[i - 1]!.end < site.start),
    );
  if (!isWritten) return [];
  const at = registerArguments[5];
  if (form === 5 && sites.length === 3) {
    const flags = sites[2]!;
    return [
      {
        title: "Pass NULL as callback and data",
        safety: "review",
        edits: [{ path: flags.path, start: flags.start, end: flags.start, newText: "NULL, NULL, " }],
      },
    ];
  }
  if (form !== 3 || sites.length !== 5 || !isNull(event.args[at.callback]!) || !isNull(event.args[at.data]!))
    return [];
  const from = sites[at.callback]!;
  const to = sites[at.flags]!;
  return [
    {
      title: "Drop callback and data",
      safety: "review",
      edits: [{ path: from.path, start: from.start, end: to.start, newText: "" }],
    },
  ];
}

function checkNotify(view: LibraryView, registration: Registration, report: Reporter): void {
  const { event, callback, flags } = registration;
  if (!callback) return;
  const notifies = hasFlag(flags, notifyFlag);
  const related = [registeredHere(registration)];
  const at = registerArguments[5];
  if (notifies === true && isNull(callback)) {
    report({
      at: event.argumentOrigins[at.flags]!,
      severity: "warning",
      message: `DYNPGEXT_REGISTER_BGWORKER_NOTIFY without a callback notifies nobody about ${workerLabel(registration)}`,
      related,
      fixes: dropNotify(view, event.argumentOrigins[at.flags]!),
    });
  }
  const isCallback = alternatives(callback).every((one) => one.kind === "function");
  if (notifies === false && isCallback && !setsNotifyPid(registration)) {
    report({
      at: event.argumentOrigins[at.callback]!,
      severity: "info",
      message: `The callback for ${workerLabel(registration)} cannot wait for its start without DYNPGEXT_REGISTER_BGWORKER_NOTIFY`,
      related,
    });
  }
}

/** `bgw_notify_pid` set by hand does what the flag does. */
function setsNotifyPid(registration: Registration): boolean {
  const pid = workerField(registration, "bgw_notify_pid");
  return pid?.isOwn === true && !isNull(pid.entry.value);
}

function dropNotify(view: LibraryView, flags: Site): readonly Fix[] {
  const text = textAt(view, flags);
  const name = "DYNPGEXT_REGISTER_BGWORKER_NOTIFY";
  const without =
    text === name
      ? "DYNPGEXT_SCOPE_GLOBAL"
      : text.replace(new RegExp(String.raw`\s*\|\s*${name}\b|\b${name}\s*\|\s*`, "u"), "");
  return without === text
    ? []
    : [{ title: `Drop ${name}`, safety: "review", edits: [{ ...flags, newText: without }] }];
}

function isNull(value: Value): boolean {
  return alternatives(value).every((one) => one.kind === "number" && one.value === 0);
}
