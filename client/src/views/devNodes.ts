import { constants } from "node:os";
import type { Allocation, LoaderEvent, ServerStatus, Worker } from "../../../devpg/src/host/devPostgres";
import { counted } from "../devpg/loadMessage";
import { guardText } from "./memoryText";

/** A database of the dev Postgres. */
export interface DatabaseRow {
  readonly name: string;
  readonly sizeBytes: number;
  /** Clients that are connected, ours not counted. */
  readonly connections: number;
}

/** An extension that was created in a database. */
export interface ExtensionRow {
  readonly name: string;
  readonly version: string;
  readonly schema: string;
}

/** What a dev Postgres that runs looks like at one moment. */
export interface DevSnapshot {
  readonly status: ServerStatus;
  /** Name of the dev database. */
  readonly devDatabase: string;
  readonly databases: readonly DatabaseRow[];
  /** By name of the database; absent for those that nobody has looked into. */
  readonly extensions: Readonly<Record<string, readonly ExtensionRow[]>>;
  readonly allocations: readonly Allocation[];
  readonly workers: readonly Worker[];
  /** Since the last load, oldest first. */
  readonly events: readonly LoaderEvent[];
}

/** What a node of the tree stands for: what its commands work on. */
export type DevTarget =
  | { readonly kind: "server" }
  | { readonly kind: "database"; readonly name: string }
  | { readonly kind: "extension"; readonly extension: ExtensionRow }
  | { readonly kind: "allocation"; readonly allocation: Allocation }
  | { readonly kind: "worker"; readonly worker: Worker }
  | { readonly kind: "event"; readonly event: LoaderEvent }
  | { readonly kind: "group" };

export interface DevNode {
  /** Unique in the tree of one folder, and the same at each moment. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Codicon and, where it says something, the id of a theme colour. */
  readonly icon: string;
  readonly color?: string;
  /** Plain lines. */
  readonly tooltip: readonly string[];
  /** `contextValue` of the menus. */
  readonly context: string;
  readonly target: DevTarget;
  readonly children: "none" | "open" | "closed";
  readonly nodes: readonly DevNode[];
}

/** The top of the tree: the server, then what it holds. */
export function devNodes(snapshot: DevSnapshot): readonly DevNode[] {
  const { databases, allocations, workers, events } = snapshot;
  return [
    serverNode(snapshot.status),
    group(
      "databases",
      "Databases",
      "database",
      databases.map((row) => databaseNode(row, snapshot)),
    ),
    group("shmem", "Shared Memory", "server-environment", allocations.map(allocationNode)),
    group("workers", "Background Workers", "gear", workers.map(workerNode)),
    ...(events.length === 0
      ? []
      : [group("events", "Reports of the Loader", "bell", [...events].reverse().map(eventNode))]),
  ];
}

function serverNode({ installation, pid, layout, port, preloaded, startedAt }: ServerStatus): DevNode {
  return {
    ...leaf("server", `PostgreSQL ${versionNumber(installation.version)}`, { kind: "server" }),
    description: pid === undefined ? "running" : `running · pid ${pid}`,
    icon: "server-process",
    color: "testing.iconPassed",
    tooltip: [
      installation.version,
      ...(startedAt === undefined ? [] : [`Running since ${startedAt.toLocaleString()}`]),
      `Socket: ${layout.socketFolder}${port === undefined ? "" : `, port ${port}`}`,
      `Data: ${layout.data}`,
      `shared_preload_libraries: ${preloaded.length === 0 ? "none" : preloaded.join(", ")}`,
    ],
  };
}

function databaseNode({ name, sizeBytes, connections }: DatabaseRow, snapshot: DevSnapshot): DevNode {
  const extensions = snapshot.extensions[name];
  const isDev = name === snapshot.devDatabase;
  const facts = [sizeText(sizeBytes), ...(connections === 0 ? [] : [counted(connections, "connection")])];
  return {
    ...leaf(`database/${name}`, name, { kind: "database", name }),
    description: facts.join(" · "),
    icon: "database",
    tooltip: [isDev ? `${name}: the database that extensions are created in` : name, ...facts],
    children: extensions?.length === 0 ? "none" : isDev ? "open" : "closed",
    nodes: (extensions ?? []).map((extension) => ({
      ...leaf(`database/${name}/${extension.name}`, extension.name, { kind: "extension", extension }),
      description: `${extension.version} · schema ${extension.schema}`,
      icon: "extensions",
      tooltip: [`${extension.name} ${extension.version}, in the schema ${extension.schema} of ${name}`],
    })),
  };
}

function allocationNode(allocation: Allocation): DevNode {
  const { name, extension, version, sizeBytes, guard } = allocation;
  const isIntact = guard === "intact";
  const owner = ownerText(allocation);
  return {
    ...leaf(`shmem/${owner}/${name}`, name, { kind: "allocation", allocation }),
    description: [...(isIntact ? [] : [guard]), sizeText(sizeBytes), owner].join(" · "),
    icon: isIntact ? "file-binary" : "error",
    ...(isIntact ? {} : { color: "list.errorForeground" }),
    tooltip: [name, `${extension} ${version}, ${owner}, ${sizeBytes} bytes`, guardText(guard)],
  };
}

function workerNode(worker: Worker): DevNode {
  const { name, extension, version, pid, state, functionName } = worker;
  const owner = ownerText(worker);
  const isThere = state === "running" || state === "starting";
  // Of one that runs again it is how it ended before.
  const ending =
    worker.lastExit === undefined ? [] : [`${isThere ? "before: " : ""}${exitText(worker.lastExit)}`];
  const color = { running: "testing.iconPassed", failed: "list.errorForeground" }[state as string];
  return {
    ...leaf(`worker/${owner}/${name}/${functionName}`, name, { kind: "worker", worker }),
    description: [
      state,
      ...(isThere ? [] : ending),
      ...(isThere && pid !== undefined ? [`pid ${pid}`] : []),
      owner,
      ...(isThere ? ending : []),
    ].join(" · "),
    icon: { running: "pulse", starting: "loading~spin", failed: "error" }[state as string] ?? "circle-slash",
    ...(color === undefined ? {} : { color }),
    tooltip: [
      name,
      `${extension} ${version}, ${owner}`,
      `Function: ${functionName}`,
      `State: ${[state, ...ending].join(", ")}`,
    ],
    context: isThere && pid !== undefined ? "worker.running" : "worker",
  };
}

function eventNode(event: LoaderEvent): DevNode {
  const { id, severity, rule, message, detail, hint, at, pid } = event;
  const icon = { error: "error", warning: "warning", notice: "info", info: "info" }[severity];
  const color = { error: "list.errorForeground", warning: "list.warningForeground" }[severity as string];
  return {
    ...leaf(`event/${id}`, message, { kind: "event", event }),
    description: rule ?? "",
    icon,
    ...(color === undefined ? {} : { color }),
    tooltip: [
      message,
      ...(detail === undefined ? [] : [detail]),
      ...(hint === undefined ? [] : [hint]),
      `${at.toLocaleTimeString()}, process ${pid}`,
    ],
    context: rule === undefined ? "event" : "event.rule",
  };
}

function group(id: string, label: string, icon: string, nodes: readonly DevNode[]): DevNode {
  return {
    ...leaf(id, label, { kind: "group" }),
    description: nodes.length === 0 ? "none" : String(nodes.length),
    icon,
    context: id,
    children: nodes.length === 0 ? "none" : "open",
    nodes,
  };
}

function leaf(id: string, label: string, target: DevTarget) {
  return {
    id,
    label,
    target,
    context: target.kind,
    description: "",
    tooltip: [],
    children: "none",
    nodes: [],
  } as const;
}

function ownerText({ scope, database }: Pick<Allocation, "scope" | "database">): string {
  return scope === "global" ? "global" : (database ?? "database");
}

/** How a worker ended: its exit code, or minus the number of the signal. */
export function exitText(lastExit: number): string {
  if (lastExit >= 0) return `exit code ${lastExit}`;
  const signal = Object.entries(constants.signals).find(([, number]) => number === -lastExit)?.[0];
  return `killed by ${signal ?? `signal ${-lastExit}`}`;
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  if (kib < 1024) return `${rounded(kib)} KiB`;
  return `${rounded(kib / 1024)} MiB`;
}

function rounded(value: number): string {
  return value < 10 ? value.toFixed(1).replace(/\.0$/u, "") : String(Math.round(value));
}

/** `15.20` of `PostgreSQL 15.20 (Debian 15.20-0+deb12u1)`. */
export function versionNumber(version: string): string {
  return /\d+(?:\.\d+|\w*)/u.exec(version)?.[0] ?? version;
}
