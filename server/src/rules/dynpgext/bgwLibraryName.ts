import type { Fix } from "../../base/finding";
import type { Site } from "../../base/span";
import type { CallEvent } from "../../flow/evaluate/event";
import { locationBehind } from "../../flow/evaluate/place";
import { alternatives, type Value } from "../../flow/evaluate/value";
import { workerField, type Registration } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import { indentationAt } from "../helpers/insertLine";
import { isOwnLibrary } from "../helpers/isOwnLibrary";
import { workerExample, workerInit } from "../helpers/workerExample";
import {
  fieldExpression,
  fileText,
  hasParts,
  registeredHere,
  statementStart,
  textAt,
  workerLabel,
  checkWorkers,
} from "../helpers/workers";
import type { LibraryRule } from "../rule";

const copied =
  "    strlcpy(worker.bgw_library_name, handle->library_name, sizeof(worker.bgw_library_name));\n";

export const bgwLibraryName: LibraryRule = {
  id: "bgw-library-name",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "bgw_library_name is not the library of the worker",
  sources: [
    "src/backend/postmaster/bgworker.c LookupBackgroundWorkerFunction, REL_15_STABLE",
    'dynpgext.h, dynpgext_handle.library_name: "can be used to register background worker from the same library"',
  ],
  why: "The worker's process loads `bgw_library_name` and looks its function up there. With an empty name it dies with `could not access file \"\"`, with another library's name with `could not find function`. The resolved path of the library is `handle->library_name`; `handle->name` is the name of the extension.",
  fix: "Copy it: `strlcpy(worker.bgw_library_name, handle->library_name, sizeof(worker.bgw_library_name));`. An old version of the documentation shows `strncmp` there, which compares and copies nothing.",
  limits:
    "A name that is only known at run time is not judged. A literal that names the library itself, also with `$libdir/`, is fine.",
  examples: [
    {
      title: "Compared instead of copied",
      bad: workerExample({
        init: workerInit({
          copy: `    strncmp(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ compares bgw_library_name
`,
        }),
      }),
      good: workerExample({ init: workerInit({ copy: copied }) }),
      fixGivesGood: true,
    },
    {
      title: "Never set",
      bad: workerExample({
        init: workerInit({
          copy: "",
          registration: `(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
//                                    ^^^^^^^ could not access file`,
        }),
      }),
      good: workerExample({ init: workerInit({ copy: copied }) }),
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    checkWorkers(view, report, (registration, report) => {
      const field = workerField(registration, "bgw_library_name");
      if (!field) return;
      const values = alternatives(field.entry.value);
      if (values.every(isUnset)) {
        // Copied character by character.
        if (hasParts(registration, "bgw_library_name")) return;
        const comparison = findComparison(view, registration);
        const label = workerLabel(registration);
        if (comparison) {
          const message = `${comparison.callee} compares bgw_library_name of ${label} and copies nothing: the worker fails with could not access file ""`;
          report({
            at: comparison.site,
            message,
            related: [registeredHere(registration)],
            fixes: replaceComparison(view, comparison),
          });
        } else {
          const message = `bgw_library_name of ${label} is never set: the worker fails with could not access file ""`;
          report({ at: registration.workerSite, message, fixes: insertCopy(view, registration) });
        }
        return;
      }
      for (const site of field.entry.sites) {
        for (const value of alternatives(site.held ?? field.entry.value)) {
          const wrong = describeWrong(view, value);
          if (wrong === undefined) continue;
          const message = `bgw_library_name of ${workerLabel(registration)} is ${wrong}, not handle->library_name: the worker does not find its function`;
          report({ at: site, message, related: [registeredHere(registration)] });
        }
      }
    });
  },
};

function isUnset(value: Value): boolean {
  return (
    value.kind === "uninitialized" ||
    (value.kind === "number" && value.value === 0) ||
    (value.kind === "text" && value.text === "")
  );
}

function describeWrong(view: LibraryView, value: Value): string | undefined {
  if (value.kind === "handle")
    return value.field === "library_name" || value.field === undefined ? undefined : `handle->${value.field}`;
  if (value.kind !== "text") return undefined;
  const { library } = view;
  const isNamed = library.system !== "none" || library.extensions.length > 0;
  if (!library.isCertain || !isNamed) return undefined;
  return isOwnLibrary(view, value.text) ? undefined : JSON.stringify(value.text);
}

/** A comparison of the field in the function that registers, or in a helper it calls. */
function findComparison(view: LibraryView, registration: Registration): CallEvent | undefined {
  const { worker, event } = registration;
  if (!worker) return undefined;
  const target = `${worker.root}${worker.path}.bgw_library_name`;
  return view.events.find((other): other is CallEvent => {
    if (
      other.kind !== "call" ||
      other.root !== event.root ||
      !/^(?:strn?cmp|strn?casecmp|memcmp)$/u.test(other.callee)
    )
      return false;
    const location = other.args[0] && locationBehind(other.args[0]);
    return location !== undefined && location.root + location.path === target;
  });
}

function replaceComparison(view: LibraryView, comparison: CallEvent): readonly Fix[] {
  const [target, source] = comparison.argumentSites.map((site) => textAt(view, site));
  const text = textAt(view, comparison.site);
  if (target === undefined || source === undefined || !text.startsWith(comparison.callee)) return [];
  const newText = `strlcpy(${target}, ${source}, sizeof(${target}))`;
  return [{ title: "Copy the name with strlcpy", safety: "safe", edits: [{ ...comparison.site, newText }] }];
}

function insertCopy(view: LibraryView, registration: Registration): readonly Fix[] {
  const { event } = registration;
  const field = fieldExpression(view, registration, "bgw_library_name");
  const handle = event.argumentSites[0] && textAt(view, event.argumentSites[0]);
  const text = fileText(view, event.site.path);
  const start = statementStart(text, event.site.start);
  if (field === undefined || handle === undefined || !/^[\w>.-]+$/u.test(handle) || start === undefined)
    return [];
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const line = `${indentationAt(text, event.site.start)}strlcpy(${field}, ${handle}->library_name, BGW_MAXLEN);${eol}`;
  const site: Site = { path: event.site.path, start, end: start };
  const newText = line.replace("BGW_MAXLEN", field.includes("->") ? "BGW_MAXLEN" : `sizeof(${field})`);
  return [{ title: "Insert strlcpy of handle->library_name", safety: "safe", edits: [{ ...site, newText }] }];
}
