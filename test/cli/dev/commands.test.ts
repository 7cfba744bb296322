import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { build } from "../../../cli/src/build";
import { doctor } from "../../../cli/src/doctor";
import { load } from "../../../cli/src/load";
import { psql } from "../../../cli/src/psql";
import { remove } from "../../../cli/src/remove";
import { reset } from "../../../cli/src/reset";
import { run } from "../../../cli/src/run";
import { start } from "../../../cli/src/start";
import { status } from "../../../cli/src/status";
import { stop } from "../../../cli/src/stop";
import type { DevCall } from "../../../cli/src/dev/devSession";
import { folderWith } from "../../files/temporaryFolder";
import { buildReport, loadReport } from "./fakeDevPostgres";
import { runDevCommand } from "./runDevCommand";

const withSql = (sql: string) => (call: DevCall) => run(call, { sql, format: "aligned" });

describe("where a command works", () => {
  it("is the nearest folder upwards with a build file", async () => {
    const root = await folderWith({
      Makefile: "PGXS := $(shell pg_config --pgxs)\n",
      "src/Makefile": "all:\n",
      "src/deep/a.c": "",
      "cmake/CMakeLists.txt": "cmake_minimum_required(VERSION 3.20)\nproject(shop)\n",
      "cmake/src/CMakeLists.txt": "add_library(x a.c)\n",
    });
    expect((await runDevCommand(join(root, "src/deep"), status)).made?.folder).toBe(root);
    expect((await runDevCommand(join(root, "cmake/src"), status)).made?.folder).toBe(join(root, "cmake"));
  });

  it("is the current folder when nothing upwards builds anything, and the one that is named", async () => {
    const root = await folderWith({ "a b/it's.control": "" });
    expect((await runDevCommand(root, status)).made?.folder).toBe(root);
    expect((await runDevCommand(root, status, { folder: "a b" })).made?.folder).toBe(join(root, "a b"));
  });

  it("is that of the only extension below, which an editor may have opened instead", async () => {
    const root = await folderWith({
      "shop/shop.control": "",
      "shop/Makefile": "EXTENSION = shop\nPGXS := $(shell pg_config --pgxs)\ninclude $(PGXS)\n",
    });
    expect((await runDevCommand(root, status)).made?.folder).toBe(join(root, "shop"));
    expect((await runDevCommand(root, status, { folder: "shop" })).made?.folder).toBe(join(root, "shop"));
  });

  it("must be a folder", async () => {
    const root = await folderWith({ file: "" });
    for (const [folder, why] of [
      ["none", "no such folder"],
      ["file", "not a folder"],
    ] as const) {
      const { code, stderr } = await runDevCommand(root, status, { folder });
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining(`${folder}: ${why}`) as string,
      });
    }
  });
});

describe("options and settings", () => {
  it("come from the project's file, and from the command line where that says more", async () => {
    const file = { pgVersion: 16, devpg: { profile: "asan", database: "lab", pgConfig: "pg/bin/pg_config" } };
    const root = await folderWith({ ".dynpgext.json": JSON.stringify(file) });
    const options = { profile: "release", osUser: "nobody" } as const;
    const { made } = await runDevCommand(root, status, { options });
    expect(made).toMatchObject({
      ...{ profile: "release", database: "lab", osUser: "nobody", loader: "auto", pgVersion: 16 },
      ...{ pgConfig: join(root, "pg/bin/pg_config"), loaderSource: "/loader" },
    });
    const asked = await runDevCommand(root, status, { options: { pgVersion: 17 } });
    expect(asked.made).toMatchObject({ pgVersion: 17 });
    expect(asked.made?.pgConfig).toBeUndefined();
  });

  it("name programs relative to where they are written", async () => {
    const root = await folderWith({ "ext/shop.control": "" });
    const { made } = await runDevCommand(root, status, {
      folder: "ext",
      options: { pgConfig: "pg/pg_config" },
    });
    expect(made?.pgConfig).toBe(join(root, "pg/pg_config"));
  });

  it("that are wrong in the file are named; the rest counts", async () => {
    const root = await folderWith({ ".dynpgext.json": '{"devpg": {"loader": "mine", "database": "lab"}}' });
    const { made, stderr, code } = await runDevCommand(root, status);
    expect(stderr).toContain(".dynpgext.json: `devpg.loader`");
    expect({ code, made }).toMatchObject({ code: 0, made: { loader: "auto", database: "lab" } });
  });

  it("decide what becomes of an extension whose script changed", async () => {
    const root = await folderWith({ ".dynpgext.json": '{"devpg": {"existing": "keep"}}' });
    expect((await runDevCommand(root, load)).calls).toEqual(["load keep"]);
    expect((await runDevCommand(root, load, { options: { recreate: true } })).calls).toEqual([
      "load recreate",
    ]);
  });
});

describe("build and load", () => {
  it("say what was made", async () => {
    const root = await folderWith({});
    const { code, stdout } = await runDevCommand(root, build);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "shop built in 1.2 s\n  /w/shop/shop.so\n" });
  });

  it("say what a load allocated and started, and where", async () => {
    const root = await folderWith({});
    const report = { ...loadReport, restartReason: "shared_preload_libraries changed" };
    const { stdout } = await runDevCommand("/w", load, {
      folder: root,
      load: () => Promise.resolve({ ok: true, value: report }),
    });
    expect(stdout).toBe(
      `shop 0.1 created in database dev: 2 allocations, 2 workers (2.5 s)
The server was restarted: shared_preload_libraries changed

Shared memory
  shop:0.1:visits  global  4096 bytes           shop/shop.c:30
  shop:0.1:basket  dev     64 bytes    overrun

Background workers
  shop cleaner  dev     running (pid 77)
  shop counter  global  failed, signal 11
`,
    );
  });

  it("tell once what several processes observed, with its line", async () => {
    const root = await folderWith({ "shop.c": "\n    allocate();\n" });
    const event = {
      ...({
        at: new Date(0),
        severity: "warning",
        rule: "shmem-size",
        message: "too large",
        hint: "Less.",
      } as const),
      place: { path: join(root, "shop.c"), start: { line: 1, column: 4 }, end: { line: 1, column: 14 } },
    };
    const notice = { severity: "WARNING", code: "01000", message: "too large [shmem-size]" };
    const report = {
      ...loadReport,
      events: [1, 2, 3].map((id) => ({ ...event, id, pid: id })),
      notices: [notice, { severity: "NOTICE", code: "00000", message: "installing required extension" }],
    };
    const { stderr } = await runDevCommand(root, load, {
      load: () => Promise.resolve({ ok: true, value: report }),
    });
    expect(stderr).toBe(`Building shop
NOTICE:  installing required extension
warning[shmem-size]: too large
 --> shop.c:2:5
  |
2 |     allocate();
  |     ^^^^^^^^^^
  |
  = hint: Less.
  = see: dynpgext explain shmem-size

`);
  });

  it("show compiler errors with their lines, and end with 1", async () => {
    const root = await folderWith({ "shop.c": "#include <x.h>\nint x = y;\n" });
    const at = (line: number, from: number, to: number) => ({
      path: join(root, "shop.c"),
      start: { line, column: from },
      end: { line, column: to },
    });
    const problem = {
      code: "build-failed",
      message: "shop could not be built: 1 error",
      action: "Mend the error and build again.",
      output: ["make: *** [shop.o] Error 1"],
      diagnostics: [
        {
          ...at(1, 8, 9),
          ...({
            source: "compiler",
            severity: "error",
            message: "'y' undeclared here",
            code: "-Wno",
          } as const),
          related: [{ ...at(0, 0, 8), message: "included here" }],
        },
      ],
    };
    const failing = { build: () => Promise.resolve({ ok: false as const, problem }) };
    const { code, stdout, stderr } = await runDevCommand(root, build, failing);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(
      `error[-Wno]: 'y' undeclared here
 --> shop.c:2:9
  |
2 | int x = y;
  |         ^
note: included here
 --> shop.c:1:1
  |
1 | #include <x.h>
  | --------

error[build-failed]: shop could not be built: 1 error
  = help: Mend the error and build again.
`,
    );
  });

  it("show what a program wrote when nothing in it was understood", async () => {
    const problem = { code: "build-failed", message: "make failed", output: ["strange", "words"] };
    const failing = { build: () => Promise.resolve({ ok: false as const, problem }) };
    const { stderr } = await runDevCommand(await folderWith({}), build, failing);
    expect(stderr).toBe("  strange\n  words\n\nerror[build-failed]: make failed\n");
  });

  it("end with 2 when something is missing", async () => {
    const problem = { code: "pg-config-missing", message: "no pg_config", action: "Install it." };
    const failing = { build: () => Promise.resolve({ ok: false as const, problem }) };
    expect(await runDevCommand(await folderWith({}), build, failing)).toMatchObject({
      code: 2,
      stderr: "error[pg-config-missing]: no pg_config\n  = help: Install it.\n",
    });
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("are cancelled by %s", async (interrupt, code) => {
    const cancelled = { ok: false as const, problem: { code: "cancelled", message: "make was cancelled" } };
    const outcome = await runDevCommand(await folderWith({}), build, {
      interrupt,
      build: ({ signal }) =>
        new Promise((resolve) => signal.addEventListener("abort", () => resolve(cancelled))),
    });
    expect(outcome).toMatchObject({ code, stderr: "dynpgext: cancelled\n" });
  });

  it("tell programs everything", async () => {
    const root = await folderWith({});
    const json = { options: { json: true, quiet: true } } as const;
    expect(JSON.parse((await runDevCommand(root, build, json)).stdout)).toEqual(buildReport);
    expect(JSON.parse((await runDevCommand(root, load, json)).stdout)).toEqual(loadReport);
  });

  it("print each step, or each command as it could be typed, or nothing", async () => {
    const root = await folderWith({});
    const loading = {
      load: ({ watcher }: { watcher: { command(plan: object): void; output(text: string): void } }) => {
        watcher.command({ argv: ["make", "it's"], cwd: "/w/a b", env: { LC_ALL: "C", PGHOST: undefined } });
        watcher.output("gcc …\nno line");
        return Promise.resolve({ ok: true as const, value: loadReport });
      },
    };
    const stderr = async (options: object) =>
      (await runDevCommand(root, load, { ...loading, options })).stderr;
    expect(await stderr({})).toBe("Building shop\n");
    expect(await stderr({ quiet: true })).toBe("");
    expect(await stderr({ verbose: true })).toBe(
      "Building shop\n$ cd '/w/a b' && env -u PGHOST LC_ALL=C make 'it'\\''s'\ngcc …\nno line\n",
    );
  });
});

describe("run", () => {
  const rows = {
    ...{ command: "SELECT", rowCount: 1, columns: [{ name: "n", typeOid: 23 }], rows: [["1"]] },
  };

  it("loads, prints the rows on stdout and everything else on stderr", async () => {
    const notice = {
      severity: "NOTICE",
      code: "00000",
      message: "hello",
      hint: "wave",
      file: "shop.c",
      line: 7,
    };
    const root = await folderWith({ "src/shop.c": "" });
    const outcome = await runDevCommand(root, withSql("select 1 as n"), {
      notices: [notice],
      sql: () => ({ ok: true, value: [rows] }),
    });
    expect(outcome).toMatchObject({
      code: 0,
      stdout: " n \n---\n 1\n(1 row)\n\n",
      stderr: "Building shop\nNOTICE:  hello\nHINT:  wave\nLOCATION:  src/shop.c:7\n",
      calls: ["load recreate", "run select 1 as n", "end"],
    });
  });

  it("shows where the SQL is wrong, what the server says and what we know, and ends with 1", async () => {
    const problem = {
      code: "sql-failed",
      message: "column does not exist",
      advice: { explanation: "Nothing has that name.", action: "Correct it.", rule: "shmem-size" },
      serverMessage: {
        ...{ severity: "ERROR", code: "42703", message: 'column "visit" does not exist' },
        ...{ hint: "Perhaps visits.", position: 25, file: "parse_relation.c", line: 3590, routine: "errorX" },
      },
    };
    const sql = "select '😀' as x;\nselect visit from shop";
    const failing = { sql: () => ({ ok: false as const, problem }) };
    const root = await folderWith({});
    expect(await runDevCommand(root, withSql(sql), failing)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: `Building shop
error[42703]: column "visit" does not exist
 --> --sql:2:8
  |
2 | select visit from shop
  |        ^^^^^
  |
  = hint: Perhaps visits.
  = why: Nothing has that name.
  = help: Correct it.
  = see: dynpgext explain shmem-size
`,
    });
    const verbose = await runDevCommand(root, withSql(sql), { ...failing, options: { verbose: true } });
    expect(verbose.stderr).toContain("= raised in: parse_relation.c:3590 (errorX)\n");
  });

  it("says what is for psql", async () => {
    const serverMessage = {
      severity: "ERROR",
      code: "42601",
      message: 'syntax error at or near "\\"',
      position: 1,
    };
    const problem = { code: "sql-failed", message: serverMessage.message, serverMessage };
    const { stderr } = await runDevCommand(await folderWith({}), withSql("\\d"), {
      sql: () => ({ ok: false, problem }),
    });
    expect(stderr).toContain("`dynpgext psql -- -f FILE`");
  });

  it("takes the SQL from a file or from standard input", async () => {
    const root = await folderWith({ "a.sql": "select 2;" });
    const fileRun = (file: string) => (call: DevCall) => run(call, { file, format: "json" });
    expect((await runDevCommand(root, fileRun("a.sql"))).calls).toContain("run select 2;");
    expect((await runDevCommand(root, fileRun("-"), { stdin: "select 3" })).calls).toContain("run select 3");
    const missing = await runDevCommand(root, fileRun("b.sql"));
    expect(missing).toMatchObject({ code: 2, calls: [] });
    expect(missing.stderr).toMatch(/^dynpgext: b.sql: .*no such file/);
  });

  it("opens psql without SQL, and ends as psql ends", async () => {
    const bare = (call: DevCall) => run(call, { format: "aligned" });
    const outcome = await runDevCommand(await folderWith({}), bare, { psqlExitCode: 3 });
    expect(outcome).toMatchObject({
      code: 3,
      calls: ["load recreate"],
      opened: [{ argv: ["/pg/bin/psql", "dev"] }],
    });
  });

  it("does not open psql after a failed load", async () => {
    const problem = { code: "build-failed", message: "no" };
    const bare = (call: DevCall) => run(call, { format: "aligned" });
    const outcome = await runDevCommand(await folderWith({}), bare, {
      load: () => Promise.resolve({ ok: false, problem }),
    });
    expect(outcome).toMatchObject({ code: 1, opened: [] });
  });
});

describe("the server", () => {
  it("is described, and its absence is exit code 3", async () => {
    const root = await folderWith({});
    const running = await runDevCommand(root, status);
    expect(running.code).toBe(0);
    expect(running.stdout).toContain("PostgreSQL 15.20: running\n");
    expect(running.stdout).toContain("server     pid 42 since 2026-01-02 03:04:05 UTC\n");
    const stopped = await runDevCommand(root, status, { state: "stopped" });
    expect(stopped).toMatchObject({
      code: 3,
      stdout: "PostgreSQL 15.20: stopped\n  data  /s/shop-1/15/data\n",
    });
    const json = await runDevCommand(root, status, { state: "none", options: { json: true } });
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stdout)).toMatchObject({
      state: "none",
      major: 15,
      paths: { data: "/s/shop-1/15/data" },
    });
  });

  it("is started and stopped", async () => {
    const root = await folderWith({});
    expect(await runDevCommand(root, start, { state: "stopped" })).toMatchObject({
      code: 0,
      calls: ["start"],
    });
    expect(await runDevCommand(root, stop, { state: "stopped" })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(": stopped\n") as string,
    });
  });

  it("is started for psql, which gets the words after `--`", async () => {
    const outcome = await runDevCommand(await folderWith({}), (call) => psql(call, ["-c", "select 1"]), {
      state: "stopped",
      psqlExitCode: 1,
    });
    expect(outcome.calls).toEqual(["start"]);
    expect(outcome.opened).toMatchObject([{ argv: ["/pg/bin/psql", "dev", "-c", "select 1"] }]);
    expect(outcome.code).toBe(1);
  });

  it("that does not start opens no psql", async () => {
    const startProblem = { code: "server-start-failed", message: "no" };
    const outcome = await runDevCommand(await folderWith({}), (call) => psql(call, []), {
      ...{ state: "stopped", startProblem },
    });
    expect(outcome).toMatchObject({ code: 2, opened: [] });
  });
});

describe("what loses data", () => {
  it.each([reset, remove])("asks first", async (command) => {
    const root = await folderWith({});
    const ask = (call: DevCall) => command(call, {});
    expect((await runDevCommand(root, ask, { answer: "y" })).calls).toHaveLength(1);
    for (const answer of ["", "n", "ya"]) {
      const refused = await runDevCommand(root, ask, { answer });
      expect(refused).toMatchObject({ code: 2, calls: [] });
      expect(refused.stderr).toContain("Nothing was changed.");
    }
    expect((await runDevCommand(root, (call) => command(call, { yes: true }))).calls).toHaveLength(1);
  });

  it.each([reset, remove])("is refused without a terminal", async (command) => {
    const refused = await runDevCommand(await folderWith({}), (call) => command(call, {}));
    expect(refused).toMatchObject({ code: 2, calls: [] });
    expect(refused.stderr).toContain("say `--yes`");
  });
});

describe("doctor", () => {
  it("prints each check with its remedy and ends with 1 when something is bad", async () => {
    const root = await folderWith({});
    mkdirSync(join(root, ".git"));
    const { code, stdout } = await runDevCommand(root, doctor);
    expect(code).toBe(1);
    expect(stdout).toBe(
      `good     pg_config  /pg/bin/pg_config
bad      make       not found
                    No build.
                    $ apt install make

1 bad in 2 checks.
`,
    );
    const json = await runDevCommand(root, doctor, { options: { json: true } });
    expect(JSON.parse(json.stdout)).toHaveLength(2);
  });
});
