import type { OccurrenceRole } from "../../index/entities/entity";
import { entityPlaceMethod, type EntityPlace, type EntityPlaceParams } from "../../protocol/entityPlace";
import { guardedRequest } from "../guard";
import type { Session } from "../session";
import { pathOfUri } from "../uris";
import type { WorkspaceFolder } from "../workspaceFolder";

/** What brings an entity of each kind into being. */
const makingRole: Readonly<Record<EntityPlaceParams["kind"], OccurrenceRole>> = {
  shmemName: "allocate",
  worker: "register",
  cFunction: "define",
  sqlFunction: "define",
  extension: "define",
};

/** Where something that a running server names comes from. */
export function handleEntityPlace(session: Session): void {
  const { connection, log } = session;
  connection.onRequest(
    entityPlaceMethod,
    guardedRequest(log, entityPlaceMethod, (params: EntityPlaceParams) => entityPlaces(session, params)),
  );
}

function entityPlaces(session: Session, { kind, name, folder }: EntityPlaceParams): EntityPlace[] {
  const { folders, scheduler, places } = session;
  const preferred = folder === undefined ? undefined : pathOfUri(folder);
  scheduler.flush();
  return [...folders.all()]
    .sort((a, b) => Number(b.root === preferred) - Number(a.root === preferred))
    .flatMap((each) => sitesIn(each, kind, name))
    .map((site) => ({ uri: places.uri(site.path), range: places.range(site) }));
}

function sitesIn(folder: WorkspaceFolder, kind: EntityPlaceParams["kind"], name: string) {
  const { entities } = folder;
  if (entities === undefined) return [];
  const named = entities.ofKind(kind).filter((entity) => entity.name === name);
  return named
    .flatMap((entity) => entities.occurrencesOf(entity))
    .filter(({ role }) => role === makingRole[kind])
    .map(({ path, span }) => ({ path, ...span }));
}
