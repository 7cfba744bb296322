import type { Installation } from "../plan/installation";
import { superuser } from "../plan/superuser";
import { clusterState, type ClusterState } from "./clusterState";
import type { ServerStatus } from "./devPostgres";
import { currentPrefix } from "./preparePrefix";
import { readServerNeed, readServerRecord } from "./serverRecord";
import type { Workplace } from "./workplace";

/** What there is of a dev Postgres, found without changing anything. */
export async function serverStatus(workplace: Workplace): Promise<ServerStatus> {
  const { layout, system, options } = workplace;
  const state = await clusterState(layout, system.major);
  const installation: Installation = (await currentPrefix(system, layout.prefix)) ?? system;
  const record = await readServerRecord(layout);
  const isLive = "pid" in state;
  const need =
    isLive && record?.pid === state.pid ? record.preloaded : (await readServerNeed(layout)).preload;
  const endpoint = isLive ? state : { socketFolder: layout.socketFolder, port: 5432 };
  return {
    state: publicState(state),
    installation,
    layout: isLive ? { ...layout, socketFolder: state.socketFolder } : layout,
    ...(isLive ? { pid: state.pid, port: state.port, startedAt: state.startedAt } : {}),
    preloaded: need,
    connectionString: connectionString(endpoint, options.database),
  };
}

/** A server that is going down counts as down: it answers nobody any more. */
function publicState(state: ClusterState): ServerStatus["state"] {
  return state.kind === "stopping" ? "stopped" : state.kind;
}

/** Source: manual of 15, 34.1.1.2 "Connection URIs": a host with a slash is a socket folder and must be percent-encoded. */
function connectionString(
  endpoint: { readonly socketFolder: string; readonly port: number },
  database: string,
): string {
  const host = encodeURIComponent(endpoint.socketFolder);
  return `postgresql://${superuser}@/${encodeURIComponent(database)}?host=${host}&port=${endpoint.port}`;
}
