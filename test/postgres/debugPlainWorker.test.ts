import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DebugClient } from "./debugClient";
import { debugClient } from "./debugClient";
import { makeSandbox, rowsOf, value, type Sandbox } from "./sandbox";
import { pgxsExtension } from "./smallExtension";

/** It registers its worker itself, as extensions without the interface do; nothing of ours is preloaded. */
const source = `#include "postmaster/bgworker.h"
#include "storage/latch.h"
#include "storage/ipc.h"
#include "pgstat.h"

PGDLLEXPORT void ticker_main(Datum arg);

void
ticker_main(Datum arg)
{
	int			ticks = 41;

	BackgroundWorkerUnblockSignals();
	for (;;)
	{
		ticks++;
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, 1000L, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
	}
}
`;

const init = `
	BackgroundWorker worker;

	if (!process_shared_preload_libraries_in_progress)
		return;
	memset(&worker, 0, sizeof(worker));
	worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
	worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker.bgw_restart_time = BGW_NEVER_RESTART;
	strlcpy(worker.bgw_library_name, "ticker", sizeof(worker.bgw_library_name));
	strlcpy(worker.bgw_function_name, "ticker_main", sizeof(worker.bgw_function_name));
	strlcpy(worker.bgw_name, "ticker", sizeof(worker.bgw_name));
	RegisterBackgroundWorker(&worker);
`;

let sandbox: Sandbox;
let libraries: readonly string[];

beforeAll(async () => {
  sandbox = makeSandbox({ files: pgxsExtension({ name: "ticker", source, init }) });
  const loaded = value(await sandbox.postgres.load("recreate", sandbox.run));
  libraries = loaded.build.libraries;
  expect(loaded.preloaded).toEqual(["ticker"]);
});

afterAll(async () => {
  await sandbox.remove();
});

describe("a worker that an extension registered itself", () => {
  it("is attached to by its name", async () => {
    const client = await debugClient(sandbox, { target: { kind: "worker", name: "ticker" }, libraries });
    await client.start("attach", { [join(sandbox.folder, "ticker.c")]: [lineOf("ticks++")] });
    expect((await client.stop()).frames[0]).toMatchObject({ name: "ticker_main" });
    await client.ask("disconnect");
  });

  it("stops at the first line of its main function when its start-up is debugged", async () => {
    const target = { kind: "worker-start", name: "ticker", functionName: "ticker_main" } as const;
    const client: DebugClient = await debugClient(sandbox, { target, libraries });
    await client.start("attach");
    const stop = await client.stop();
    expect(stop.frames[0]).toMatchObject({ name: "ticker_main", line: lineOf("int			ticks = 41") });
    const seen = client.events.length;
    await client.ask("next", { threadId: stop.thread });
    const next = await client.stop(seen);
    expect((await client.locals(next.frames[0]!.id))["ticks"]).toBe("41");
    await client.ask("disconnect");
    expect(await rowsOf(sandbox.postgres, "show post_auth_delay")).toEqual([["0"]]);
    expect(await rowsOf(sandbox.postgres, "select ticker_value()")).toEqual([["1"]]);
  });

  it("that nobody starts is given up when the user does not wait any longer", async () => {
    const target = { kind: "worker-start", name: "no such worker" } as const;
    const waiting = { timeoutMs: 2_000, say: () => undefined };
    const client = await debugClient(sandbox, { target, libraries, waiting });
    const refused = await client.start("attach");
    expect(refused).toMatchObject({ success: false, message: "worker-missing" });
    await client.adapter.end();
    expect(await rowsOf(sandbox.postgres, "show post_auth_delay")).toEqual([["0"]]);
  });
});

function lineOf(text: string): number {
  const lines = pgxsExtension({ name: "ticker", source, init })["ticker.c"]!.split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}
