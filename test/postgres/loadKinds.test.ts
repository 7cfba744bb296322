import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { LoadReport } from "../../devpg/src/host/devPostgres";
import { makeSandbox, problemOf, rowsOf, value, type Sandbox } from "./sandbox";
import { pgxsExtension } from "./smallExtension";

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.remove();
  sandbox = undefined;
});

function sandboxOf(name: string, files: Readonly<Record<string, string>>): Sandbox {
  return (sandbox = makeSandbox({ name, files }));
}

async function load(): Promise<LoadReport> {
  return value(await sandbox!.postgres.load("recreate", sandbox!.run));
}

async function ask(script: string): Promise<string | null | undefined> {
  return (await rowsOf(sandbox!.postgres, script))[0]?.[0];
}

const workerSource = `
#include "postmaster/bgworker.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "utils/wait_event.h"

PGDLLEXPORT void lone_main(Datum arg);
void lone_main(Datum arg)
{
	BackgroundWorkerUnblockSignals();
	BackgroundWorkerInitializeConnection(NULL, NULL, 0);
	for (;;)
	{
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_EXIT_ON_PM_DEATH, 0, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
	}
}`;

const registerWorker = `	BackgroundWorker worker = {0};

	worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
	worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker.bgw_restart_time = BGW_NEVER_RESTART;
	strlcpy(worker.bgw_name, "lone worker", BGW_MAXLEN);
	strlcpy(worker.bgw_type, "lone worker", BGW_MAXLEN);
	strlcpy(worker.bgw_library_name, "lone", BGW_MAXLEN);
	strlcpy(worker.bgw_function_name, "lone_main", BGW_MAXLEN);
	RegisterBackgroundWorker(&worker);`;

describe("what is loaded, and when", () => {
  it("preloads a module that is nothing but a worker, beside what the user's settings preload", async () => {
    const files = pgxsExtension({
      name: "lone",
      source: workerSource,
      init: registerWorker,
      isExtension: false,
    });
    sandboxOf("lone", files);
    mkdirSync(join(sandbox!.folder, "devpg"));
    const settings = join(sandbox!.folder, "devpg", "postgresql.conf");
    writeFileSync(settings, "shared_preload_libraries = 'pg_stat_statements'\nwork_mem = '7MB'\n");
    const report = await load();
    expect(report.preloaded).toEqual(["lone", "pg_stat_statements"]);
    expect(report.extensions).toEqual([]);
    expect(report.loader).toBe("none");
    expect(await ask("show shared_preload_libraries")).toBe("lone, pg_stat_statements");
    expect(await ask("show work_mem")).toBe("7MB");
    const running = "select count(*) from pg_stat_activity where backend_type = 'lone worker'";
    await expect.poll(() => ask(running), { timeout: 10_000 }).toBe("1");
    writeFileSync(settings, "");
    expect((await load()).restartReason).toBeDefined();
    expect(await ask("show shared_preload_libraries")).toBe("lone");
    const source = join(sandbox!.folder, "lone.c");
    writeFileSync(
      source,
      readFileSync(source, "utf8").replace('"lone worker", BGW_MAXLEN);', '"other worker", BGW_MAXLEN);'),
    );
    expect((await load()).restartReason).toMatch(/^lone\.so changed/);
    expect((await load()).restartReason).toBeUndefined();
  });

  it("loads a module without an extension, and says why when it cannot", async () => {
    const files = pgxsExtension({ name: "bare", init: '	elog(NOTICE, "bare is here");', isExtension: false });
    sandboxOf("bare", files);
    const report = await load();
    expect(report.preloaded).toEqual([]);
    expect(report.notices.map(({ message }) => message)).toEqual(["bare is here"]);
    const source = join(sandbox!.folder, "bare.c");
    writeFileSync(source, readFileSync(source, "utf8").replace("PG_MODULE_MAGIC;", ""));
    const problem = problemOf(await sandbox!.postgres.load("recreate", sandbox!.run));
    expect(problem.message).toBe(`LOAD 'bare' failed: incompatible library "bare.so": missing magic block`);
    expect(problem.action).toMatch(/PG_MODULE_MAGIC/);
  });

  it("has a library that only sets hooks in every session, until it needs it no more", async () => {
    const source = `
#include "executor/executor.h"
static int runs = 0;
static void counted(QueryDesc *desc, int flags) { runs++; standard_ExecutorStart(desc, flags); }
PG_FUNCTION_INFO_V1(hook_runs);
Datum hook_runs(PG_FUNCTION_ARGS) { PG_RETURN_INT32(runs); }`;
    const files = pgxsExtension({ name: "hook", source, init: "	ExecutorStart_hook = counted;" });
    sandboxOf("hook", {
      ...files,
      "hook--1.0.sql": "create function hook_runs() returns int as 'MODULE_PATHNAME' language c;\n",
    });
    expect((await load()).restartReason).toBeUndefined();
    // The statement itself was counted before the library would have been loaded by its function.
    expect(await ask("select hook_runs()")).toBe("1");
    expect(await ask("show session_preload_libraries")).toBe("hook");
    const path = join(sandbox!.folder, "hook.c");
    const good = readFileSync(path, "utf8");
    writeFileSync(
      path,
      `${good}extern int nowhere(void);\nint use(void);\nint use(void) { return nowhere(); }\n`,
    );
    const problem = problemOf(await sandbox!.postgres.load("recreate", sandbox!.run));
    expect(problem.message).toMatch(/LOAD 'hook' failed: .*undefined symbol: nowhere/);
    expect(problem.action).toMatch(/OBJS/);
    expect(await ask("select 1")).toBe("1");
    writeFileSync(path, good.replace("ExecutorStart_hook = counted;", "(void) counted;"));
    await load();
    expect(await ask("show session_preload_libraries")).toBe("");
  });

  it("believes the server when it says that a library has to be preloaded", async () => {
    const init = `	if (strcmp(GetConfigOption("shared_preload_libraries", false, false), "") == 0)
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("picky must be loaded via shared_preload_libraries")));`;
    sandboxOf("picky", pgxsExtension({ name: "picky", source: '#include "utils/guc.h"', init }));
    const report = await load();
    expect(report.preloaded).toEqual(["picky"]);
    expect(report.extensions).toEqual([{ name: "picky", version: "1.0", action: "created" }]);
    expect(await ask("select picky_value()")).toBe("1");
    const again = await load();
    expect([again.restartReason, again.preloaded]).toEqual([undefined, ["picky"]]);
  });

  it("preloads what an extension that it requires needs", async () => {
    const files = pgxsExtension({ name: "needy" });
    sandboxOf("needy", {
      ...files,
      "needy.control": `${files["needy.control"]!}requires = 'pg_stat_statements'\n`,
    });
    const report = await load();
    expect(report.preloaded).toEqual(["pg_stat_statements"]);
    expect(report.notices.map(({ message }) => message)).toEqual([
      'installing required extension "pg_stat_statements"',
    ]);
    expect(await ask("select count(*) >= 0 from pg_stat_statements")).toBe("t");
  });

  it.each(["meson", "cmake"])("loads what %s builds", async (system) => {
    const { Makefile: _makefile, ...files } = pgxsExtension({ name: "other" });
    sandboxOf("other", { ...files, ...buildFiles[system] });
    const report = await load();
    expect(report.extensions).toEqual([{ name: "other", version: "1.0", action: "created" }]);
    expect(report.build.compileCommands).toBe(join(sandbox!.folder, "compile_commands.json"));
    expect(await ask("select other_value()")).toBe("1");
    const source = join(sandbox!.folder, "other.c");
    writeFileSync(source, readFileSync(source, "utf8").replace("PG_RETURN_INT32(1)", "PG_RETURN_INT32(2)"));
    expect((await load()).build.upToDate).toBe(false);
    expect(await ask("select other_value()")).toBe("2");
    expect((await load()).build.upToDate).toBe(true);
  });

  it("installs nothing outside of the dev Postgres", async () => {
    const files = pgxsExtension({ name: "stray" });
    const pgConfig = value(await makeSandboxInstallation());
    sandboxOf("stray", {
      ...files,
      Makefile: files["Makefile"]!.replace("PG_CONFIG ?=", "override PG_CONFIG :=").replace(
        "= pg_config",
        `= ${pgConfig}`,
      ),
    });
    const problem = problemOf(await sandbox!.postgres.load("recreate", sandbox!.run));
    expect(problem.code).toBe("install-outside-prefix");
    expect(problem.action).toMatch(/Makefile/);
  });
});

async function makeSandboxInstallation(): Promise<{ ok: true; value: string }> {
  const asked = makeSandbox();
  try {
    return { ok: true, value: value(await asked.postgres.installation()).pgConfig };
  } finally {
    await asked.remove();
  }
}

const buildFiles: Readonly<Record<string, Record<string, string>>> = {
  meson: {
    "meson.build": `project('other', 'c', version: '1.0')
pg_config = find_program('pg_config')
include = run_command(pg_config, '--includedir-server', check: true).stdout().strip()
library = run_command(pg_config, '--pkglibdir', check: true).stdout().strip()
share = run_command(pg_config, '--sharedir', check: true).stdout().strip()
shared_module('other', 'other.c', name_prefix: '', include_directories: include_directories(include),
  install: true, install_dir: library)
install_data('other.control', 'other--1.0.sql', install_dir: share / 'extension')
`,
  },
  cmake: {
    "CMakeLists.txt": `cmake_minimum_required(VERSION 3.16)
project(other C)
find_program(PG_CONFIG pg_config)
foreach(what includedir-server pkglibdir sharedir)
  execute_process(COMMAND \${PG_CONFIG} --\${what} OUTPUT_VARIABLE \${what} OUTPUT_STRIP_TRAILING_WHITESPACE)
endforeach()
add_library(other MODULE other.c)
target_include_directories(other PRIVATE \${includedir-server})
set_target_properties(other PROPERTIES PREFIX "")
install(TARGETS other DESTINATION \${pkglibdir})
install(FILES other.control other--1.0.sql DESTINATION \${sharedir}/extension)
`,
  },
};
