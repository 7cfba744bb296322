import type { SqlParser } from "../syntax/sql/sqlParser";
import type { Folders } from "./folders";
import type { PendingWork } from "./pendingWork";

/** Loading blocks the process for some 40 ms: the first diagnostics are to be on their way before. */
const delayMs = 200;

/** Gives folders with SQL scripts the parser for them. No diagnostics depend on it, so none wait for it. */
export class SqlProvider {
  private parser: SqlParser | undefined;
  private isAsked = false;

  constructor(
    private readonly folders: Folders,
    private readonly pending: PendingWork,
    private readonly load: (() => Promise<SqlParser>) | undefined,
  ) {}

  /** To be called after an analysis, again and again. */
  provide(): void {
    const lacking = this.folders
      .all()
      .filter(({ state, lacksSqlParser }) => state === "ready" && lacksSqlParser);
    if (lacking.length === 0) return;
    if (this.parser !== undefined) for (const folder of lacking) folder.provideSqlParser(this.parser);
    else if (!this.isAsked && this.load !== undefined) {
      this.isAsked = true;
      const { load } = this;
      setTimeout(
        () => this.pending.start("Loading the parser for SQL", () => this.take(load)),
        delayMs,
      ).unref();
    }
  }

  private async take(load: () => Promise<SqlParser>): Promise<void> {
    this.parser = await load();
    this.provide();
  }
}
