import { afterAll, beforeAll, expect, it } from "vitest";
import { makeSandbox, problemOf, rowsOf, value, withConnection, type Sandbox } from "./sandbox";

const files = {
  Makefile: `MODULES = spill\nEXTENSION = spill\nDATA = spill--1.sql\nPG_CONFIG ?= pg_config\nPGXS := $(shell $(PG_CONFIG) --pgxs)\ninclude $(PGXS)\n`,
  "spill.control": `default_version = '1'\nmodule_pathname = '$libdir/spill'\n`,
  "spill--1.sql": `CREATE FUNCTION spill(int) RETURNS int LANGUAGE c STRICT AS 'MODULE_PATHNAME';\n`,
  "spill.c": `#include "postgres.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(spill);
Datum
spill(PG_FUNCTION_ARGS)
{
	volatile char cells[8] = {0};
	int n = PG_GETARG_INT32(0);

	cells[n] = 1; /* one past the end with 8 */
	PG_RETURN_INT32(cells[0] + n);
}
`,
};

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = makeSandbox({ files, name: "spill", options: { loader: "none" } });
});
afterAll(() => sandbox.remove());

it("loads an extension built with AddressSanitizer, which names the line that writes past its memory", async () => {
  value(await sandbox.postgres.load("recreate", sandbox.run));
  expect(await rowsOf(sandbox.postgres, "select spill(7)")).toEqual([["7"]]);

  const sanitized = sandbox.again({ profile: "asan" });
  const report = value(await sanitized.load("recreate", sandbox.run));
  expect(report.restartReason).toBeDefined();
  expect(await rowsOf(sanitized, "select spill(7)")).toEqual([["7"]]);
  const failed = await withConnection(sanitized, (database) => database.run("select spill(8)"));
  expect(problemOf(failed).code).toBe("connection-lost");
  const [found, ...others] = value(await sanitized.sanitizerReports());
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: "stack-buffer-overflow", source: "sanitizer", severity: "error" });
  expect(found!.path).toMatch(/\/spill\.c$/u);
  expect(files["spill.c"].split("\n")[found!.start.line]).toContain("one past the end");
  expect(found!.message).toMatch(/'cells' .* overflows this variable/u);
  // The server has started over by itself.
  await expect.poll(async () => (await sanitized.connect(null)).ok, { timeout: 20_000 }).toBe(true);
  value(await sandbox.postgres.load("recreate", sandbox.run));
  expect(await rowsOf(sandbox.postgres, "select spill(7)")).toEqual([["7"]]);
  // What was reported was another build's.
  expect(value(await sandbox.postgres.sanitizerReports())).toEqual([]);
});
