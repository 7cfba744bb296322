import type { Library } from "../library";
import type { Entity } from "./entity";

/** A function that is defined in the workspace, or one that is only named there. */
export function functionEntity(name: string, definition: { readonly path: string } | undefined): Entity {
  return { kind: "cFunction", name, ...(definition ? { scope: definition.path } : {}) };
}

export function libraryEntity({ id, name }: Library): Entity {
  return { kind: "library", name, scope: id };
}
