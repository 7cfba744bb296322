import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExistingExtension, LoadReport } from "../../devpg/src/host/devPostgres";
import type { SourceDiagnostic } from "../../devpg/src/interpret/sourceDiagnostic";
import { makeSandbox, problemOf, rowsOf, value, type Sandbox } from "./sandbox";
import { pgxsExtension } from "./smallExtension";

let sandbox: Sandbox;

/** Replaces text in a file of the workspace. */
function edit(name: string, from: string, to: string): void {
  const path = join(sandbox.folder, name);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(sandbox.folder, name), text);
}

async function load(existing: ExistingExtension = "recreate"): Promise<LoadReport> {
  return value(await sandbox.postgres.load(existing, sandbox.run));
}

async function ask(script: string): Promise<string | null | undefined> {
  return (await rowsOf(sandbox.postgres, script))[0]?.[0];
}

/** The lines that diagnostics underline, as `file:line text`. */
function underlined(diagnostics: readonly SourceDiagnostic[] | undefined): string[] {
  return (diagnostics ?? []).map(({ path, start, end }) => {
    const line = readFileSync(path, "utf8").split("\n")[start.line] ?? "";
    const name = path.slice(path.lastIndexOf("/") + 1);
    return `${name}:${start.line + 1} ${line.slice(start.column, end.line === start.line ? end.column : undefined)}`;
  });
}

describe("loading the example", () => {
  let firstMs = 0;
  beforeAll(() => {
    sandbox = makeSandbox({ example: "hello_dynpgext" });
  });
  afterAll(() => sandbox.remove());

  it("shows what was created, allocated and started, with the lines that asked for it", async () => {
    const report = await load();
    firstMs = report.durationMs;
    expect(report.extensions).toEqual([{ name: "hello_dynpgext", version: "0.1", action: "created" }]);
    expect(report).toMatchObject({ loader: "bundled", preloaded: ["dynpgext_loader"], events: [] });
    expect(report.restartReason).toBeUndefined();
    expect(
      report.allocations.map(({ name, scope, sizeBytes, guard }) => [name, scope, sizeBytes > 0, guard]),
    ).toEqual([
      ["hello_dynpgext:0.1:cluster", "global", true, "intact"],
      ["hello_dynpgext:0.1:database", "database", true, "intact"],
    ]);
    expect(report.workers.map(({ name, functionName, state }) => [name, functionName, state])).toEqual([
      ["hello_dynpgext clock", "hello_clock_main", "running"],
      ["hello_dynpgext reporter", "hello_reporter_main", "running"],
    ]);
    const source = readFileSync(join(sandbox.folder, "hello_dynpgext.c"), "utf8").split("\n");
    const lineOf = (place?: { readonly start: { readonly line: number } }): string =>
      source[place?.start.line ?? -1] ?? "";
    for (const { place } of report.allocations) expect(lineOf(place)).toContain("allocate_shmem");
    for (const { place } of report.workers) expect(lineOf(place)).toContain("register_bgworker");
    expect(await ask("select hello.greet('you')")).toBe("Hello, you!");
  });

  it("leaves no noise of ours in the log when the server is started again", async () => {
    value(await sandbox.postgres.restart(sandbox.run));
    const messages: string[] = [];
    const done = new AbortController();
    value(
      await sandbox.postgres.followLog(
        1000,
        ({ message }) => {
          messages.push(message);
          // The last thing that a start writes.
          if (message.includes("ready to accept connections")) void ask("select 1").then(() => done.abort());
        },
        done.signal,
      ),
    );
    expect(messages.filter((message) => message.includes("already exists"))).toEqual([]);
  });

  it("does nothing the second time, and takes less than half as long", async () => {
    const cold = value(await sandbox.postgres.status()).pid;
    const report = await load();
    expect(report.build.upToDate).toBe(true);
    expect(report.extensions).toEqual([{ name: "hello_dynpgext", version: "0.1", action: "unchanged" }]);
    expect(report.restartReason).toBeUndefined();
    expect(value(await sandbox.postgres.status()).pid).toBe(cold);
    expect(report.durationMs).toBeLessThan(firstMs / 2);
  });

  it("keeps the file of a library that is installed again as it was: the server has it open", async () => {
    const { pkglibdir: libraries } = value(await sandbox.postgres.status()).installation;
    const before = statSync(join(libraries, "hello_dynpgext.so"));
    utimesSync(join(sandbox.folder, "Makefile"), new Date(), new Date());
    sandbox.said.steps.length = 0;
    const report = await load();
    expect(sandbox.said.steps).toContain("Installing into the dev Postgres");
    const { ino, mtimeMs } = statSync(join(libraries, "hello_dynpgext.so"));
    expect([ino, Math.floor(mtimeMs / 1000)]).toEqual([before.ino, Math.floor(before.mtimeMs / 1000)]);
    expect([report.restartReason, report.events]).toEqual([undefined, []]);
  });

  it("restarts the server for changed C, since the loader initialised the old code, and says so", async () => {
    edit("greetings.c", '"%s, %s!"', '"%s, dear %s!"');
    const report = await load();
    expect(report.build.upToDate).toBe(false);
    expect(report.restartReason).toMatch(/^hello_dynpgext\.so changed/);
    expect(await ask("select hello.greet('you')")).toBe("Hello, dear you!");
  });

  it("rebuilds what includes a changed header", async () => {
    edit("hello_dynpgext.h", "#define HELLO_WORD_LENGTH 32", "#define HELLO_WORD_LENGTH 64");
    const before = (await load()).allocations.find(({ scope }) => scope === "database")?.sizeBytes;
    expect(before).toBeGreaterThan(140);
  });

  it("shows a mistake of the compiler's at its place and leaves what runs alone", async () => {
    edit("greetings.c", "psprintf(", "psprint(");
    edit("greetings.c", "bool\t\tnobody;", "bool\t\tnobody");
    const problem = problemOf(await sandbox.postgres.load("recreate", sandbox.run));
    expect(problem.code).toBe("build-failed");
    expect(underlined(problem.diagnostics)).toEqual([
      "greetings.c:46 psprint",
      'greetings.c:46 psprint("%s, dear %s!", word, name)',
      "greetings.c:71 SpinLockAcquire",
      "greetings.c:72 nobody",
    ]);
    expect(problem.message).toMatch(/found 2 errors, the first at greetings\.c:71: /);
    expect(await ask("select hello.greet('you')")).toBe("Hello, dear you!");
    edit("greetings.c", "psprint(", "psprintf(");
    edit("greetings.c", "bool\t\tnobody", "bool\t\tnobody;");
    expect((await load()).build.diagnostics).toEqual([]);
  });

  it("writes compile_commands.json of the real build, and leaves one of the user's alone", async () => {
    const path = join(sandbox.folder, "compile_commands.json");
    const entries = JSON.parse(readFileSync(path, "utf8")) as { file: string; arguments: string[] }[];
    expect(entries.map(({ file }) => file.slice(file.lastIndexOf("/") + 1)).sort()).toEqual([
      "greetings.c",
      "hello_dynpgext.c",
      "workers.c",
    ]);
    expect(entries[0]?.arguments).toContain("-O0");
    expect(entries[0]?.arguments.at(-1)).toMatch(/devpg\/loader\/include$/);
    writeFileSync(path, "[]\n");
    expect((await load()).build.compileCommands).toBeUndefined();
    expect(readFileSync(path, "utf8")).toBe("[]\n");
    rmSync(path);
    expect((await load()).build.compileCommands).toBe(path);
  });

  it("says what is missing when no loader is wanted", async () => {
    const without = sandbox.again({ loader: "none" });
    value(await sandbox.postgres.resetDatabase(sandbox.run));
    const problem = problemOf(await without.load("recreate", sandbox.run));
    expect(problem.message).toMatch(/undefined symbol: dynpgext_lookup_shmem/);
    expect(problem.action).toMatch(/dynpgext\.devpg\.loader/);
    const omni = problemOf(await sandbox.again({ loader: "omni_ext" }).load("recreate", sandbox.run));
    expect(omni.code).toBe("loader-missing");
    expect((await load()).loader).toBe("bundled");
  });
});

describe("loading an extension without a loader", () => {
  beforeAll(() => {
    sandbox = makeSandbox({ name: "counter", files: pgxsExtension({ name: "counter" }) });
  });
  afterAll(() => sandbox.remove());

  it("needs no restart for changed C: new sessions have the new code", async () => {
    expect((await load()).preloaded).toEqual([]);
    expect(await ask("select counter_value()")).toBe("1");
    edit("counter.c", "PG_RETURN_INT32(1)", "PG_RETURN_INT32(2)");
    const report = await load();
    expect(report.restartReason).toBeUndefined();
    expect(report.extensions[0]?.action).toBe("unchanged");
    expect(await ask("select counter_value()")).toBe("2");
  });

  it("makes the extension anew when its script changed, in place when it fails, or keeps it", async () => {
    edit("counter--1.0.sql", "-- more", "create view twice as select 2 * counter_value() as value;\n-- more");
    expect((await load("keep")).extensions[0]?.action).toBe("unchanged");
    expect((await load()).extensions[0]?.action).toBe("recreated");
    expect(await ask("select value from twice")).toBe("4");
    edit("counter--1.0.sql", "-- more", "select 1/0;\n-- more");
    const problem = problemOf(await sandbox.postgres.load("recreate", sandbox.run));
    expect(problem.serverMessage?.code).toBe("22012");
    expect(underlined(problem.diagnostics)).toEqual(["counter--1.0.sql:4 select 1/0;"]);
    expect(await ask("select value from twice")).toBe("4");
    edit("counter--1.0.sql", "select 1/0;\n", "");
  });

  it("does not take objects of the user's away with it", async () => {
    await ask("create view mine as select counter_value() as value; select 1");
    edit("counter--1.0.sql", "-- more", "create table t(a int);\n-- more");
    const problem = problemOf(await sandbox.postgres.load("recreate", sandbox.run));
    expect(problem.code).toBe("extension-has-dependents");
    expect(problem.message).toMatch(/view mine/);
    expect(problem.action).toMatch(/dynpgext reset/);
    expect(await ask("select value from mine")).toBe("2");
    await ask("drop view mine; select 1");
    expect((await load()).extensions[0]?.action).toBe("recreated");
  });

  it("updates to a new version, and makes it anew where no script leads there", async () => {
    edit("Makefile", "DATA = counter--1.0.sql", "DATA = counter--1.0.sql counter--1.0--1.1.sql");
    write({ "counter--1.0--1.1.sql": "create function added() returns int language sql return 3;\n" });
    edit("counter.control", "'1.0'", "'1.1'");
    expect((await load()).extensions).toEqual([{ name: "counter", version: "1.1", action: "updated" }]);
    expect(await ask("select added()")).toBe("3");
    edit("Makefile", " counter--1.0--1.1.sql", " counter--2.0.sql");
    rmSync(join(sandbox.folder, "counter--1.0--1.1.sql"));
    write({ "counter--2.0.sql": readFileSync(join(sandbox.folder, "counter--1.0.sql"), "utf8") });
    edit("counter.control", "'1.1'", "'2.0'");
    const kept = problemOf(await sandbox.postgres.load("keep", sandbox.run));
    expect(kept.action).toMatch(/counter--1\.1--2\.0\.sql/);
    expect((await load()).extensions).toEqual([{ name: "counter", version: "2.0", action: "recreated" }]);
  });

  it.each([
    ["select 1 from nosuch_table;", "42P01", "nosuch_table"],
    ["create tabel x(a int);", "42601", "tabel"],
    ["select 1,\n  nocolumn from pg_class;", "42703", "nocolumn"],
    ["create function g() returns int as 'MODULE_PATHNAME', 'nosuch_c' language c;", "42883", "nosuch_c"],
    ["do $$ begin\n  perform 1;\n  perform nosuch_f(3); end $$;", "42883", "nosuch_f"],
    ["create type ü as enum ('a');\ncreate type ü as enum ('b');", "42710", "ü"],
  ])("finds the word of a failing script: %s", async (statement, code, word) => {
    edit("counter--2.0.sql", "create function", `${statement}\ncreate function`);
    const problem = problemOf(await sandbox.postgres.load("recreate", sandbox.run));
    edit("counter--2.0.sql", `${statement}\n`, "");
    expect(problem.serverMessage?.code).toBe(code);
    expect(problem.diagnostics).toHaveLength(1);
    const [
      { path, start, end, source } = {
        path: "",
        start: { line: 0, column: 0 },
        end: { line: 0, column: 0 },
        source: "",
      },
    ] = problem.diagnostics ?? [];
    expect([path, source]).toEqual([join(sandbox.folder, "counter--2.0.sql"), "sql"]);
    const line = statement.split("\n").findLastIndex((each) => each.includes(word));
    expect(start).toEqual({ line: line + 1, column: statement.split("\n")[line]!.indexOf(word) });
    expect(end.column - start.column).toBe(word.length);
  });

  it("finds the line of C that raised an error while the extension was created", async () => {
    edit("counter.c", "PG_RETURN_INT32(2);", 'ereport(ERROR, (errmsg("not today")));');
    edit("counter--2.0.sql", "create view", "select counter_value();\ncreate view");
    const problem = problemOf(await sandbox.postgres.load("recreate", sandbox.run));
    expect(underlined(problem.diagnostics)).toEqual([
      "counter--2.0.sql:3 select counter_value();",
      'counter.c:12 ereport(ERROR, (errmsg("not today")));',
    ]);
    edit("counter.c", 'ereport(ERROR, (errmsg("not today")));', "PG_RETURN_INT32(2);");
    edit("counter--2.0.sql", "select counter_value();\n", "");
    await load();
  });

  it.each([
    ["relocatable = true", "relocatable = perhaps", "relocatable = perhaps"],
    ["relocatable = true", "nosuch = 1", "nosuch = 1"],
    ["relocatable = true", "relocatable true false", "relocatable true false"],
    ["relocatable = true", "requires = 'nosuch_extension'", "nosuch_extension"],
    ["'2.0'", "'3.0'", "3.0"],
  ])("finds the line of a control file: %s -> %s", async (from, to, text) => {
    edit("counter.control", from, to);
    await ask("drop extension if exists counter; select 1");
    const problem = problemOf(await sandbox.postgres.load("recreate", sandbox.run));
    edit("counter.control", to, from);
    expect(problem.code).toBe("load-failed");
    expect(problem.diagnostics?.[0]?.path).toBe(join(sandbox.folder, "counter.control"));
    edit("counter.control", from, to);
    expect(underlined(problem.diagnostics)[0]).toContain(text);
    edit("counter.control", to, from);
    expect(problem.advice).toBeDefined();
  });

  it("removes a script that is no longer installed", async () => {
    await load();
    edit("Makefile", "counter--1.0.sql counter--2.0.sql", "counter--2.0.sql");
    await load();
    expect(await ask("select count(*) from pg_available_extension_versions where name = 'counter'")).toBe(
      "1",
    );
  });
});
