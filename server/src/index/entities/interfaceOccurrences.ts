import { alternatives, type TextValue } from "../../flow/evaluate/value";
import { workerField, type NameArgument, type Registration } from "../interfaceUse";
import type { LibraryView } from "../libraryView";
import { functionEntity, libraryEntity } from "./entityOf";
import type { Entity } from "./entity";
import type { OccurrenceCollection } from "./occurrenceCollection";

/** Shared memory and workers of one library that uses the interface. */
export function collectInterface(view: LibraryView, into: OccurrenceCollection): void {
  for (const { name } of view.allocations) collectName(name, "allocate", into);
  for (const { name } of view.lookups) collectName(name, "lookup", into);
  for (const registration of view.registrations) collectWorker(view, registration, into);
}

function collectName(
  { texts, site }: NameArgument,
  role: "allocate" | "lookup",
  into: OccurrenceCollection,
): void {
  for (const text of texts) into.addText({ kind: "shmemName", name: text.text }, role, text, site);
}

function collectWorker(view: LibraryView, registration: Registration, into: OccurrenceCollection): void {
  const { workerSite } = registration;
  const workers = textsOf(registration, "bgw_name").map((text): Entity => {
    const worker: Entity = { kind: "worker", name: text.text };
    into.addText(worker, "register", text, workerSite);
    return worker;
  });
  for (const text of textsOf(registration, "bgw_function_name")) {
    const fn = view.program.findFunction(text.text, registration.event.fn.path);
    const main = functionEntity(text.text, fn);
    into.addText(main, "link", text, workerSite);
    for (const worker of workers) into.link(worker, main);
  }
  for (const text of textsOf(registration, "bgw_library_name")) {
    if (text.text === view.library.name) into.addText(libraryEntity(view.library), "link", text, workerSite);
  }
}

/** The texts that a field of the worker can hold when it is registered. */
function textsOf(registration: Registration, field: string): readonly TextValue[] {
  const found = workerField(registration, field);
  if (!found) return [];
  return alternatives(found.entry.value).flatMap((value) =>
    value.kind === "text" && value.text !== "" ? value : [],
  );
}
