import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pointedOffset, scriptError } from "../interpret/scriptError";
import { scriptStatements, type ScriptStatement } from "../interpret/scriptStatements";
import type { ServerMessage } from "../interpret/serverMessage";
import type { SourceDiagnostic } from "../interpret/sourceDiagnostic";
import { substituted } from "../interpret/substituted";
import { quoteIdentifier } from "../plan/quoteIdentifier";
import type { Database } from "./database";
import type { ProjectContext } from "./projectContext";
import { readTree } from "./readProject";

/** A script of an extension that the server ran, or tried to. */
export interface ScriptStep {
  readonly extension: string;
  /** Absent for the script that creates. */
  readonly from?: string;
  readonly to: string;
}

/** What to try, and what became of it. */
export interface ScriptFailure {
  readonly context: ProjectContext;
  readonly projectFolder: string;
  /** To the database in which it failed, with no transaction open. */
  readonly database: Database;
  /** In the order in which the server takes them. */
  readonly steps: readonly ScriptStep[];
  readonly message: ServerMessage;
  /** What has to be done in the transaction before them, for instance a DROP EXTENSION. */
  readonly prelude: readonly string[];
}

/** A version that no extension has. */
const trialVersion = "dynpgext_trial";

/**
 * Finds the statement of a script that fails, and the word in it. The server does not tell (before PostgreSQL 18), so
 * beginnings of the script are run as a version of their own, in transactions that are rolled back, until the shortest
 * one that fails is known: one trial for each halving. Undefined when it does not fail a second time, or elsewhere.
 */
export async function locateScriptError(failure: ScriptFailure): Promise<SourceDiagnostic | undefined> {
  if (!isWorthTrying(failure.message)) return undefined;
  const step = await failingStep(failure);
  if (step === undefined) return undefined;
  const trial = new ScriptTrial(failure, step);
  try {
    return await trial.locate();
  } finally {
    trial.clear();
  }
}

/** Not what ends the connection, and nothing that a statement can do nothing about. */
function isWorthTrying({ severity, code }: ServerMessage): boolean {
  return severity === "ERROR" && !/^(?:57|53|08|58P03)/.test(code);
}

/** Runs the steps one after the other, for real but for the end. */
async function failingStep({ database, steps, prelude }: ScriptFailure): Promise<ScriptStep | undefined> {
  if (steps.length < 2) return steps[0];
  try {
    await database.run(["begin; set local statement_timeout = '60s'", ...prelude].join(";"));
    for (const step of steps) if (!(await database.run(commandFor(step, step.to))).ok) return step;
    return undefined;
  } finally {
    await database.run("rollback");
  }
}

function commandFor({ extension, from }: ScriptStep, version: string): string {
  const name = quoteIdentifier(extension);
  return from === undefined
    ? `create extension ${name} version ${quoteIdentifier(version)} cascade`
    : `alter extension ${name} update to ${quoteIdentifier(version)}`;
}

class ScriptTrial {
  private readonly folder: string;
  private readonly path: string;
  private readonly text: string;
  private readonly statements: readonly ScriptStatement[];

  constructor(
    private readonly failure: ScriptFailure,
    private readonly step: ScriptStep,
  ) {
    this.folder = join(failure.context.installation.sharedir, "extension");
    this.path = join(this.folder, this.scriptName(step.to));
    this.text = existsSync(this.path) ? readFileSync(this.path, "utf8") : "";
    this.statements = scriptStatements(this.text);
  }

  async locate(): Promise<SourceDiagnostic | undefined> {
    const count = this.statements.length;
    const whole = count === 0 ? undefined : await this.outcomeOf(count);
    if (whole === undefined || whole.code !== this.failure.message.code) return undefined;
    if ((await this.outcomeOf(0)) !== undefined) return undefined; // The script has nothing to do with it.
    let good = 0;
    let bad = count;
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      if ((await this.outcomeOf(middle)) === undefined) good = middle;
      else bad = middle;
    }
    const statement = this.statements[bad - 1]!;
    const offset = await this.offsetIn(statement, bad - 1);
    return scriptError({
      ...{ path: this.shownPath(), text: this.text, statement, message: this.failure.message },
      ...(offset === undefined ? {} : { offset }),
    });
  }

  clear(): void {
    // Whatever a trial that was killed has left goes too: the server would list it as a version.
    const left = readdirSync(this.folder).filter((name) => name.includes(`--${trialVersion}.`));
    for (const name of left) rmSync(join(this.folder, name), { force: true });
  }

  /** What the server says of the script up to its first `count` statements; undefined is nothing. */
  private async outcomeOf(count: number): Promise<ServerMessage | undefined> {
    return this.inTrial(count, async () => undefined);
  }

  /** Runs a beginning of the script, then `more`, then takes all of it back. */
  private async inTrial(
    count: number,
    more: () => Promise<ServerMessage | undefined>,
  ): Promise<ServerMessage | undefined> {
    const { database, prelude } = this.failure;
    this.writeScript(count);
    try {
      await database.run(["begin; set local statement_timeout = '60s'", ...prelude].join(";"));
      for (const before of this.stepsBefore()) await database.run(commandFor(before, before.to));
      const done = await database.run(commandFor(this.step, trialVersion));
      return done.ok ? await more() : done.problem.serverMessage;
    } finally {
      await database.run("rollback");
    }
  }

  /** Runs the failing statement by itself behind those before it: then the server says where in it. */
  private async offsetIn(statement: ScriptStatement, before: number): Promise<number | undefined> {
    const { database } = this.failure;
    const written = this.text.slice(statement.start, statement.end);
    let offset: number | undefined;
    await this.inTrial(before, async () => {
      const found = await database.query<{ schema: string }>(
        "select nspname as schema from pg_extension join pg_namespace n on n.oid = extnamespace where extname = $1",
        [this.step.extension],
      );
      const schema = found.ok ? found.value[0]?.schema : undefined;
      if (schema === undefined) return undefined;
      await database.run(`set local search_path to ${quoteIdentifier(schema)}, pg_temp`);
      const run = substituted(written, this.replacements(schema));
      const done = await database.run(run.text);
      const message = done.ok ? undefined : done.problem.serverMessage;
      if (message === undefined || message.code !== this.failure.message.code) return undefined;
      const pointed = pointedOffset(run.text, message);
      if (pointed !== undefined) offset = run.originalOffset(pointed);
      return undefined;
    });
    // Errors inside a DO block or a function that the script calls point into the query there.
    return (
      offset ??
      (this.failure.message.internalQuery === undefined
        ? undefined
        : pointedOffset(written, withoutPosition(this.failure.message)))
    );
  }

  private replacements(schema: string): Record<string, string> {
    const control = this.controlText();
    const library = /^\s*module_pathname\s*=?\s*'([^']*)'/m.exec(control)?.[1];
    return {
      "@extschema@": quoteIdentifier(schema),
      ...(library === undefined ? {} : { MODULE_PATHNAME: library }),
    };
  }

  private controlText(): string {
    const path = join(this.folder, `${this.step.extension}.control`);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  }

  /** Steps that have to be done for real before the failing one. */
  private stepsBefore(): readonly ScriptStep[] {
    return this.failure.steps.slice(0, this.failure.steps.indexOf(this.step));
  }

  private scriptName(version: string): string {
    const { extension, from } = this.step;
    return from === undefined ? `${extension}--${version}.sql` : `${extension}--${from}--${version}.sql`;
  }

  private writeScript(count: number): void {
    const last = this.statements[count - 1];
    this.write(this.scriptName(trialVersion), this.text.slice(0, last?.end ?? 0));
    const { extension, to } = this.step;
    const secondary = join(this.folder, `${extension}--${to}.control`);
    if (existsSync(secondary))
      this.write(`${extension}--${trialVersion}.control`, readFileSync(secondary, "utf8"));
  }

  private write(name: string, text: string): void {
    const path = join(this.folder, name);
    writeFileSync(path, text, { mode: 0o644 });
  }

  /** The script in the workspace when it is the one that was installed; else the installed one. */
  private shownPath(): string {
    const { projectFolder } = this.failure;
    const name = basename(this.path);
    const same = (readTree(projectFolder)?.paths ?? [])
      .filter((path) => basename(path) === name)
      .map((path) => join(projectFolder, path))
      .find((path) => readFileSync(path, "utf8") === this.text);
    return same ?? this.path;
  }
}

/** That of CREATE EXTENSION says nothing of the script. */
function withoutPosition({ position: _position, ...message }: ServerMessage): ServerMessage {
  return message;
}
