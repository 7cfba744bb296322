import assert from "node:assert/strict";
import { devPostgresItem, runFromPalette } from "./devPostgresPage";
import { waitUntil } from "./harness";
import { describe, it } from "./suite";

describe("Stop Dev Postgres", () => {
  it("ends the server", async () => {
    await runFromPalette("Dynpgext: Stop Dev Postgres");
    await waitUntil("the status bar says so", async () => /^\d+ stopped$/.test(await devPostgresItem()), {
      timeoutMs: 60_000,
    });
    assert.match(await devPostgresItem(), /stopped/);
  });
});
