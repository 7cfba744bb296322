import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSandbox, rowsOf, value, type Sandbox } from "./sandbox";

describe("a dev Postgres", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = makeSandbox();
  });
  afterAll(() => sandbox.remove());

  it("says that there is none before the first start, and makes nothing for saying so", async () => {
    expect(value(await sandbox.postgres.status()).state).toBe("none");
  });

  it("starts from nothing, with the dev database, and answers", async () => {
    const status = value(await sandbox.postgres.start(sandbox.run));
    expect(status.state).toBe("running");
    expect(await rowsOf(sandbox.postgres, "select current_database(), current_user, 1")).toEqual([
      ["dev", "postgres", "1"],
    ]);
  });
});
