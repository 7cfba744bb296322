import type { Fix } from "../../base/finding";
import { literalPattern } from "../../base/literalPattern";
import type { CFacts } from "../../facts/cFacts";
import type { Site } from "../../base/span";
import { alternatives, type TextValue } from "../../flow/evaluate/value";
import { siteIn, type FunctionRef } from "../../flow/program";
import { workerField, type Registration } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import { nearest } from "../helpers/nearest";
import { isExported, mayBeExported } from "../helpers/exported";
import { isOwnLibrary } from "../helpers/isOwnLibrary";
import { staticWords } from "../helpers/staticWords";
import { workerExample, workerInit } from "../helpers/workerExample";
import { registeredHere, workerLabel } from "../helpers/workers";
import type { LibraryRule, Report, Reporter } from "../rule";

export const bgwFunctionUnknown: LibraryRule = {
  id: "bgw-function-unknown",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "bgw_function_name names no function that a worker can start with",
  sources: [
    "src/backend/postmaster/bgworker.c LookupBackgroundWorkerFunction, REL_15_STABLE",
    "src/include/postmaster/bgworker.h bgworker_main_type: void (*)(Datum main_arg)",
    "src/makefiles/pgxs.mk, REL_16_STABLE: modules are compiled with hidden visibility",
  ],
  why: "The worker's process looks the name up in the library with `dlsym`. A misspelt, `static` or hidden function gives `could not find function`, and the worker dies at its start. A function of another shape is called with a `Datum` all the same.",
  fix: "Name a function `void f(Datum main_arg)` of the library, not `static`, with `PGDLLEXPORT`.",
  limits:
    "A function that a macro may generate, that is only declared here, or that stands in code the parser did not understand is not judged, nor is a worker whose `bgw_library_name` is another library.",
  examples: [
    {
      title: "A misspelt name",
      bad: workerExample({
        init: workerInit({
          functionName: `"refresh_mian",
//                           ^^^^^^^^^^^^^^ did you mean refresh_main?`,
        }),
      }),
      good: workerExample({ init: workerInit() }),
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    const workersOf = new Map<FunctionRef, Registration[]>();
    for (const registration of view.registrations) {
      const library = workerField(registration, "bgw_library_name")?.entry.value;
      if (library?.kind === "text" && library.text !== "" && !isOwnLibrary(view, library.text)) continue;
      const field = workerField(registration, "bgw_function_name");
      if (!field?.isOwn) continue;
      for (const name of alternatives(field.entry.value)) {
        if (name.kind !== "text" || name.text === "") continue;
        const fn = view.program.findFunction(name.text, registration.event.fn.path);
        if (fn) workersOf.set(fn, [...(workersOf.get(fn) ?? []), registration]);
        else if (!mayExist(view, name.text))
          reportUnknown(view, registration, name, field.entry.sites, report);
      }
    }
    for (const [fn, registrations] of workersOf) checkFunction(view, registrations, fn, report);
  },
};

/** Something in the library may define the function out of sight: a macro, a hole, a branch not chosen, a file not listed. */
function mayExist(view: LibraryView, name: string): boolean {
  if (!view.library.isCertain) return true;
  const word = new RegExp(String.raw`(?<!["\w])${literalPattern(name)}(?!["\w])`, "u");
  return (
    view.files.some(
      (file) => file.functionsNamed(name).length > 0 || word.test(withoutComments(outsideOfBodies(file))),
    ) || generatesNames(view)
  );
}

/** A macro pastes function names together (`##`), so that any name may come from it. */
function generatesNames(view: LibraryView): boolean {
  return view.files.some(
    (file) =>
      !file.path.endsWith("/dynpgext.h") &&
      file.source.macros.some(
        ({ parameters, body }) => parameters && body.includes("##") && body.includes("(Datum"),
      ),
  );
}

/** The text without the bodies of functions that are compiled: what stands inside of one defines no other. */
function outsideOfBodies(file: CFacts): string {
  let text = "";
  let end = 0;
  for (const { chunk, start } of file.source.chunks) {
    if (chunk.kind !== "function") continue;
    const body = start + Math.max(chunk.text.indexOf("{"), 0);
    const after = start + chunk.text.length;
    const left = file.source.inactive.filter((span) => body <= span.start && span.end <= after);
    text +=
      file.text.slice(end, body) + left.map((span) => ` ${file.text.slice(span.start, span.end)} `).join("");
    end = after;
  }
  return text + file.text.slice(end);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/gu, " ");
}

function reportUnknown(
  view: LibraryView,
  registration: Registration,
  name: TextValue,
  sites: readonly Site[],
  report: Reporter,
): void {
  const candidates = view.program.functions
    .filter((fn) => takesDatum(fn) && !staticWords(view, fn).isStatic)
    .map((fn) => fn.name);
  const meant = nearest(name.text, candidates);
  const literal = name.literal;
  const at = literal ?? sites[0] ?? registration.workerSite;
  const fixes: Fix[] =
    meant !== undefined && literal
      ? [
          {
            title: `Change to ${meant}`,
            safety: "safe",
            edits: [{ ...literal, newText: JSON.stringify(meant) }],
          },
        ]
      : [];
  report({
    at,
    message: `The library ${view.library.name} has no function ${name.text} for ${workerLabel(registration)}${meant === undefined ? "" : `: did you mean ${meant}?`}`,
    related: [registeredHere(registration)],
    fixes,
  });
}

function takesDatum(fn: FunctionRef): boolean {
  const [parameter] = fn.definition.parameters;
  return (
    fn.definition.parameters.length === 1 && parameter?.type.base === "Datum" && parameter.type.pointers === 0
  );
}

function checkFunction(
  view: LibraryView,
  registrations: readonly Registration[],
  fn: FunctionRef,
  report: Reporter,
): void {
  const { definition } = fn;
  const at = siteIn(fn, definition.nameSpan);
  const common: Pick<Report, "at" | "related"> = { at, related: registrations.map(registeredHere) };
  const labels = new Set(registrations.map(workerLabel));
  const workers = [...labels].join(" and ");
  const failure = labels.size === 1 ? `${workers} does not find it` : `${workers} do not find it`;
  const { isStatic, words } = staticWords(view, fn);
  if (isStatic) {
    const edits = words.map((word) => ({ ...word, newText: "PGDLLEXPORT " }));
    report({
      ...common,
      message: `${fn.name} is static: ${failure}`,
      fixes: edits.length > 0 ? [{ title: "Replace static by PGDLLEXPORT", safety: "safe", edits }] : [],
    });
    return;
  }
  const isVoid = definition.returnType.base === "void" && definition.returnType.pointers === 0;
  if (!isVoid || !(takesDatum(fn) || definition.hasEmptyParameterList)) {
    report({
      ...common,
      message: `${fn.name} is no main function of a worker: it must be void ${fn.name}(Datum main_arg)`,
    });
    return;
  }
  if (view.hidesSymbols && !isExported(view, fn) && !mayBeExported(view, fn)) {
    const start = siteIn(fn, { start: definition.start, end: definition.start });
    report({
      ...common,
      message: `${fn.name} is hidden from PostgreSQL ${view.options.pgMajor}, whose PGXS compiles with hidden visibility: ${failure}`,
      fixes: [{ title: "Add PGDLLEXPORT", safety: "safe", edits: [{ ...start, newText: "PGDLLEXPORT " }] }],
    });
  }
}
