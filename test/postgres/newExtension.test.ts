/** What `dynpgext new` makes builds, loads and passes its own test. One server for all. */
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LoadReport } from "../../devpg/src/host/devPostgres";
import { writeNewExtension } from "../../devpg/src/host/writeNewExtension";
import { extensionKinds, templateBuildSystems } from "../../devpg/src/project/template/newExtension";
import { makeSandbox, rowsOf, value, type Sandbox } from "./sandbox";

const combinations = extensionKinds.flatMap((kind) =>
  templateBuildSystems.map((system) => ({ kind, system })),
);

describe("a new extension in a real server", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = makeSandbox();
  });
  afterAll(() => sandbox.remove());

  it.each(combinations)(
    "builds, loads and passes its test: $kind with $system",
    async ({ kind, system }) => {
      const name = `my_${kind}_${system}`;
      const folder = join(sandbox.folder, name);
      const { loaderSource } = sandbox.options;
      value(await writeNewExtension({ name, kind, system, folder, loaderSource }));
      const postgres = sandbox.again({ folder });
      try {
        const report: LoadReport = value(await postgres.load("recreate", sandbox.run));
        expect(report.build.diagnostics).toEqual([]);
        expect(report.events.filter(({ rule }) => rule !== undefined)).toEqual([]);
        expect(report.extensions).toMatchObject([{ name, version: "0.1", action: "created" }]);
        if (kind === "dynpgext") expect(report.allocations.map(({ scope }) => scope)).toContain("global");
        await rowsOf(postgres, `DROP EXTENSION ${name}`);
        expect(await printedBy(postgres, folder, name)).toBe(
          readFileSync(join(folder, "expected", `${name}.out`), "utf8"),
        );
      } finally {
        value(await postgres.remove(sandbox.run));
      }
    },
    120_000,
  );
});

/**
 * What psql prints for the test of an extension, as pg_regress asks for it.
 * Source: psql_start_test, src/test/regress/pg_regress_main.c, REL_15_STABLE.
 */
async function printedBy(postgres: Sandbox["postgres"], folder: string, name: string): Promise<string> {
  const { argv, cwd, env } = value(await postgres.psql(null));
  const [psql, ...connection] = argv;
  const printed = join(folder, "printed.out");
  const input = openSync(join(folder, "sql", `${name}.sql`), "r");
  const output = openSync(printed, "w");
  try {
    const options = ["-X", "-a", "-q", "-v", "HIDE_TABLEAM=on", "-v", "HIDE_TOAST_COMPRESSION=on"];
    spawnSync(psql, [...connection, ...options], {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input, output, output],
      timeout: 30_000,
    });
  } finally {
    closeSync(input);
    closeSync(output);
  }
  return readFileSync(printed, "utf8");
}
