import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSandbox, problemOf, value, withConnection, type Sandbox } from "../sandbox";
import type { CExtension } from "./cExtension";
import { installLoader, startLoaderServer, type LoaderServer } from "./loaderServer";

const hanging: CExtension = { name: "hanging", init: "for (;;) pg_usleep(100000L);" };

/** Leaves a file behind when it is let go; the second one crashes then. */
const leaving = (name: string, more: string): CExtension => ({
  name,
  body: `PGDLLEXPORT void _Dynpgext_fini(const dynpgext_handle *handle)
{
  FILE *file = fopen(psprintf("fini-%s-%s", handle->name, handle->version), "w");
  fputs(handle->library_name, file);
  fclose(file);
  ${more}
}`,
});

let server: LoaderServer;

beforeAll(async () => {
  server = await startLoaderServer([
    hanging,
    leaving("leaving", ""),
    leaving("falling", "*(volatile int *) 8 = 1;"),
  ]);
}, 120_000);

afterAll(() => server.remove());

describe("at server start", () => {
  it("an endless _Dynpgext_init costs a few seconds, and that library", async () => {
    expect(
      await server.rows("SELECT state, detail FROM dynpgext_dev.libraries WHERE extension = 'hanging'"),
    ).toEqual([["failed", "_Dynpgext_init or a callback did not come back within 5 seconds."]]);
    await server.rows("CREATE EXTENSION hanging");
    expect(await server.rows("SELECT 1")).toEqual([["1"]]);
  });
});

describe("when the server stops", () => {
  it("_Dynpgext_fini of each library is called, and may crash", async () => {
    const { postgres, run } = server.sandbox;
    const data = value(await postgres.status()).layout.data;
    const left = (name: string): string => join(data, `fini-${name}-1.0`);
    expect(existsSync(left("leaving"))).toBe(false);
    value(await postgres.stop(run));
    for (const name of ["leaving", "falling"])
      expect(readFileSync(left(name), "utf8")).toMatch(new RegExp(`/${name}\\.so$`));
    expect(existsSync(join(data, "postmaster.pid"))).toBe(false);
  });
});

describe("without shared_preload_libraries", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = makeSandbox({ options: { loader: "none" } });
    const { installation } = value(await sandbox.postgres.start(sandbox.run));
    await installLoader(installation);
  }, 60_000);
  afterAll(() => sandbox.remove());

  it("the extension says what to do", async () => {
    await withConnection(sandbox.postgres, async (database) => {
      const { serverMessage } = problemOf(await database.run("CREATE EXTENSION dynpgext_dev"));
      expect(serverMessage).toMatchObject({
        message: "dynpgext_loader must be loaded via shared_preload_libraries",
        hint: "Put dynpgext_loader into shared_preload_libraries, before all others, and restart the server.",
      });
    });
  });
});
