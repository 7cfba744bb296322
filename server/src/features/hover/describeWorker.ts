import { alternatives } from "../../flow/evaluate/value";
import type { Entity } from "../../index/entities/entity";
import { workerField, type Registration } from "../../index/interfaceUse";
import { describePlace } from "../describePlace";
import type { EditorWorkspace } from "../editorWorkspace";
import { siteOf, standInFor } from "../findDefinitions";
import { lengthOfName } from "./lengthOfName";
import { scopeOf } from "./describeShmem";

/** A background worker by its name: where it is registered, what it runs, and as what. */
export function describeWorker(workspace: EditorWorkspace, entity: Entity): string {
  const { index } = workspace;
  const registrations = index.interfaceLibraries
    .flatMap((view) => view.registrations)
    .filter((registration) => namesOf(registration, "bgw_name").includes(entity.name))
    .map((registration) => describeRegistration(workspace, registration));
  const mains = standInFor(index.entities, entity).map((fn) => {
    const definition = index.entities.occurrencesOf(fn).find(({ role }) => role === "define");
    return definition
      ? `- runs \`${fn.name}\`, ${describePlace(workspace, siteOf(definition))}`
      : `- runs \`${fn.name}\`, which this workspace does not define`;
  });
  return [
    `**background worker** \`${entity.name}\`${lengthOfName(entity)}`,
    [...new Set([...registrations, ...mains])].join("\n"),
    "Never restarted by the loader, whatever `bgw_restart_time` says.",
  ].join("\n\n");
}

/** The texts that a field holds when the worker is registered. */
export function namesOf(registration: Registration, field: string): readonly string[] {
  const found = workerField(registration, field);
  return found
    ? alternatives(found.entry.value).flatMap((value) => (value.kind === "text" ? value.text : []))
    : [];
}

function describeRegistration(workspace: EditorWorkspace, registration: Registration): string {
  const flags = workerField(registration, "bgw_flags")?.entry.value;
  const names = flags?.kind === "number" ? flags.names.filter((name) => name.startsWith("BGWORKER_")) : [];
  const said = names.length > 0 ? `, ${names.map((name) => `\`${name}\``).join(" ")}` : "";
  const { event, isDatabaseLocal } = registration;
  return `- ${scopeOf(isDatabaseLocal)}${said}; registered ${describePlace(workspace, event.site)} in \`${event.fn.name}\``;
}
