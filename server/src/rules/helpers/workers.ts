/** What the rules about background workers ask of a registration. */
import type { RelatedPlace } from "../../base/finding";
import type { Site } from "../../base/span";
import { alternatives, type NumberValue } from "../../flow/evaluate/value";
import type { WriteSite } from "../../flow/evaluate/state";
import { workerField, type Registration } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import type { Report, Reporter } from "../rule";

/** The worker as messages name it: its `bgw_name`, else the variable. */
export function workerLabel(registration: Registration): string {
  const name = workerField(registration, "bgw_name")?.entry.value;
  if (name?.kind === "text" && name.text !== "") return `"${name.text}"`;
  return registration.worker ? `\`${registration.worker.name.replace(/\[\?\]$/u, "")}\`` : "the worker";
}

/** Checks each registration. What several of them share, as a helper that registers them all, is reported once with all of their names. */
export function checkWorkers(
  view: LibraryView,
  report: Reporter,
  check: (registration: Registration, report: Reporter) => void,
): void {
  const merged = new Map<
    string,
    { readonly first: Report; readonly labels: string[]; related: RelatedPlace[] }
  >();
  for (const registration of view.registrations) {
    const label = workerLabel(registration);
    check(registration, (found) => {
      const { path, start, end } = found.at;
      const key = `${path}:${start}-${end} ${found.message.replaceAll(label, "\0")}`;
      const known = merged.get(key) ?? { first: found, labels: [], related: [] };
      if (!known.labels.includes(label)) known.labels.push(label);
      known.related.push(...(found.related ?? []));
      merged.set(key, known);
    });
  }
  for (const { first, labels, related } of merged.values()) {
    const message = first.message.replaceAll(labels[0]!, () => listOf(labels));
    report({ ...first, message, ...(related.length > 0 ? { related: distinctPlaces(related) } : {}) });
  }
}

const maxListed = 3;

function listOf(labels: readonly string[]): string {
  const further = labels.length - maxListed;
  return further > 0 ? `${labels.slice(0, maxListed).join(", ")} and ${further} more` : labels.join(" and ");
}

function distinctPlaces(places: readonly RelatedPlace[]): readonly RelatedPlace[] {
  const keys = places.map(({ site, message }) => `${site.path}:${site.start} ${message}`);
  return places.filter((_, i) => keys.indexOf(keys[i]!) === i);
}

export function registeredHere(registration: Registration): RelatedPlace {
  return { site: registration.event.site, message: "registered here" };
}

/** Every number a field certainly can have at the registration, with where it was written; empty when any alternative is not a number. */
export function fieldNumbers(
  registration: Registration,
  field: string,
): { readonly numbers: readonly NumberValue[]; readonly sites: readonly WriteSite[] } {
  const found = workerField(registration, field);
  if (!found) return { numbers: [], sites: [] };
  const values = alternatives(found.entry.value);
  const numbers = values.filter(
    (value): value is NumberValue => value.kind === "number" && value.value !== undefined,
  );
  if (numbers.length !== values.length) return { numbers: [], sites: [] };
  return { numbers, sites: found.isOwn ? found.entry.sites : [] };
}

/** Where a field got the values that it can have at the registration, each with the numbers written there. A place that writes anything unknown has none. */
export function fieldWrites(
  registration: Registration,
  field: string,
): readonly { readonly site: WriteSite; readonly numbers: readonly number[] }[] {
  const found = workerField(registration, field);
  if (!found?.isOwn) return [];
  return found.entry.sites.map((site) => {
    const values = alternatives(site.held ?? found.entry.value);
    const numbers = values.flatMap((value) => (value.kind === "number" ? (value.value ?? []) : []));
    return { site, numbers: numbers.length === values.length ? numbers : [] };
  });
}

/** Parts of a field were written, as `bgw_extra[0]` or through a pointer. */
export function hasParts({ worker, event }: Registration, field: string): boolean {
  return worker !== undefined && event.state.parts({ ...worker, path: `${worker.path}.${field}` }).size > 0;
}

/** Source text at a site of the library. */
export function textAt(view: LibraryView, site: Site): string {
  const file = view.files.find(({ path }) => path === site.path);
  return file?.text.slice(site.start, site.end) ?? "";
}

export function fileText(view: LibraryView, path: string): string {
  return view.files.find((file) => file.path === path)?.text ?? "";
}

/** How code at the registration names a field: `&worker` gives `worker.`, a pointer gives `worker->`. Undefined when the argument is not that simple. */
export function fieldExpression(
  view: LibraryView,
  registration: Registration,
  field: string,
): string | undefined {
  const argument = textAt(view, registration.workerSite).trim();
  const address = /^&\s*\(?\s*([\w.[\]>-]+?)\s*\)?$/u.exec(argument);
  if (address) return `${address[1]}.${field}`;
  return /^[\w.[\]>-]+$/u.test(argument) ? `${argument}->${field}` : undefined;
}

/** Where a statement of its own can be inserted before the statement that holds `site`: the start of its line, when only white space stands before it. */
export function statementStart(text: string, offset: number): number | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  if (!/^[ \t]*$/u.test(text.slice(lineStart, offset))) return undefined;
  const before = text.slice(0, lineStart).trimEnd();
  // Only after a complete statement or at the start of a block: not as the body of an `if` without braces.
  return /[;{}]$/u.test(
    before
      .replace(/\/\*[^]*?\*\/\s*$/u, "")
      .replace(/\/\/[^\n]*$/u, "")
      .trimEnd(),
  )
    ? lineStart
    : undefined;
}
