import { EventEmitter, type Disposable } from "vscode";
import type { Database } from "../../../devpg/src/host/database";
import type { DevPostgres, DevResult, ServerStatus } from "../../../devpg/src/host/devPostgres";
import type { DevFolder } from "../devpg/devFolder";
import { isRunning } from "../devpg/folderState";
import type { DatabaseRow, DevSnapshot, ExtensionRow } from "./devNodes";

/** Between two looks at a server that somebody is looking at. */
const periodMs = 1000;

/** Looks at a server once a second while `observe` says so, and keeps what it saw last. */
export class ServerObserver implements Disposable {
  private readonly changes = new EventEmitter<void>();
  readonly onDidChange = this.changes.event;
  /** What was seen last of the server that runs. */
  snapshot: Omit<DevSnapshot, "events"> | undefined;
  /** Databases whose extensions are wanted; the dev database is shown open from the beginning. */
  private readonly opened = new Set<string>();
  private hasOpenedDevDatabase = false;
  private connection: Database | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isWanted = false;
  private looking: Promise<void> | undefined;

  constructor(private readonly dev: DevFolder) {}

  /** Whether somebody looks. Nothing is asked otherwise. */
  observe(isWanted: boolean): void {
    if (isWanted === this.isWanted) return;
    this.isWanted = isWanted;
    if (isWanted) void this.look();
    else this.rest();
  }

  /** Shows the extensions of one more database. */
  openDatabase(name: string): void {
    this.opened.add(name);
    void this.look();
  }

  closeDatabase(name: string): void {
    this.opened.delete(name);
  }

  /** Settles when something has been seen, if somebody wants to see anything. */
  async firstLook(): Promise<void> {
    if (this.snapshot === undefined) await this.looking;
  }

  /** Looks at once. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    clearTimeout(this.timer);
    const snapshot = await this.read();
    if (!this.isWanted) return;
    if (JSON.stringify(snapshot) !== JSON.stringify(this.snapshot)) {
      this.snapshot = snapshot;
      this.changes.fire();
    }
    if (snapshot === undefined) this.disconnect();
    this.timer = setTimeout(() => void this.look(), periodMs);
  }

  private async read(): Promise<ServerObserver["snapshot"]> {
    const { state } = this.dev;
    if (state.kind !== "known" || !isRunning(state)) return undefined;
    const answer = await this.dev.ask(async (postgres) => {
      const value = await this.readFrom(postgres, state.status, state.database);
      return { ok: true, value };
    });
    return answer.ok ? answer.value : undefined;
  }

  private async readFrom(
    postgres: DevPostgres,
    status: ServerStatus,
    devDatabase: string,
  ): Promise<ServerObserver["snapshot"]> {
    const before = this.snapshot;
    if (!this.hasOpenedDevDatabase) this.opened.add(devDatabase);
    this.hasOpenedDevDatabase = true;
    const [databases, allocations, workers] = await Promise.all([
      this.databases(postgres, devDatabase),
      postgres.allocations(),
      postgres.workers(),
    ]);
    const names = [...this.opened].filter((name) => databases.some((row) => row.name === name));
    const extensions = await Promise.all(
      names.map(async (name) => [name, await extensionsOf(postgres, name)] as const),
    );
    return {
      status,
      devDatabase,
      databases,
      extensions: Object.fromEntries(extensions),
      // During a restart or a reset there is no answer: rather the last one than an empty view for a moment.
      allocations: valueOr(allocations, before?.allocations ?? []),
      workers: valueOr(workers, before?.workers ?? []),
    };
  }

  /** Over one connection to the maintenance database, where it stands in nobody's way. */
  private async databases(postgres: DevPostgres, devDatabase: string): Promise<readonly DatabaseRow[]> {
    if (this.connection === undefined) {
      const connected = await postgres.connect("postgres");
      if (!connected.ok) return this.snapshot?.databases ?? [];
      const connection = connected.value;
      this.connection = connection;
      void connection.closed.then(() => {
        if (this.connection === connection) this.connection = undefined;
      });
    }
    const rows = await this.connection.query<DatabaseRow>(databasesQuery, [devDatabase]);
    return valueOr(rows, this.snapshot?.databases ?? []);
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.disconnect();
  }

  private disconnect(): void {
    void this.connection?.end();
    this.connection = undefined;
  }

  dispose(): void {
    this.isWanted = false;
    this.rest();
    this.changes.dispose();
  }
}

const databasesQuery = `
select d.datname as name,
       pg_database_size(d.oid)::float8 as "sizeBytes",
       (select count(*)::int from pg_stat_activity a
         where a.datid = d.oid and a.backend_type = 'client backend'
           and a.application_name not like 'dynpgext%' and a.pid <> pg_backend_pid()) as connections
  from pg_database d
 where not d.datistemplate
 order by d.datname <> $1, d.datname`;

/** Over a connection of its own, because an extension is known in its database only. */
async function extensionsOf(postgres: DevPostgres, database: string): Promise<readonly ExtensionRow[]> {
  const connected = await postgres.connect(database);
  if (!connected.ok) return [];
  const rows = await connected.value.query<ExtensionRow>(
    `select e.extname as name, e.extversion as version, n.nspname as schema
       from pg_extension e join pg_namespace n on n.oid = e.extnamespace
      where e.extname not in ('plpgsql', 'dynpgext_dev')
      order by 1`,
  );
  await connected.value.end();
  return valueOr(rows, []);
}

function valueOr<T>(result: DevResult<T>, otherwise: T): T {
  return result.ok ? result.value : otherwise;
}
