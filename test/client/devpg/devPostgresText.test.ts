import { describe, expect, it } from "vitest";
import type { FolderState } from "../../../client/src/devpg/folderState";
import { devPostgresText } from "../../../client/src/views/devPostgresText";
import { status } from "./samples";

const known = (state: (typeof status)["state"]): FolderState => ({
  kind: "known",
  status: { ...status, state },
  database: "dev",
});
const textOf = (state: FolderState): string | undefined => devPostgresText(state, "hello")?.text;

describe("the status item of the dev Postgres", () => {
  it("is not there when there is nothing to build", () => {
    expect([textOf({ kind: "unknown" }), textOf({ kind: "no-project" })]).toEqual([undefined, undefined]);
  });

  it("tells the state of the server, and major and database of one that runs", () => {
    expect(
      (["none", "stopped", "starting", "running", "foreign-major"] as const).map((state) =>
        textOf(known(state)),
      ),
    ).toEqual([
      "$(database) none",
      "$(database) 15 stopped",
      "$(sync~spin) 15 starting",
      "$(database) 15: dev",
      "$(warning) Postgres",
    ]);
  });

  it("turns while something is done, and says what", () => {
    const text = devPostgresText({ ...known("running"), busy: "Building" }, "hello");
    expect(text).toEqual({ text: "$(sync~spin) Postgres", tooltip: "Building (hello)" });
  });

  it("says that what is done is being cancelled", () => {
    const text = devPostgresText({ ...known("running"), busy: "Building", isEnding: true }, "hello");
    expect(text?.tooltip).toBe("Building is being cancelled (hello)");
  });

  it("says what is missing", () => {
    const problem = { code: "pg-config-missing", message: "No PostgreSQL was found" };
    expect(devPostgresText({ kind: "unavailable", problem }, "hello")).toEqual({
      text: "$(database) no Postgres",
      tooltip: "Dev Postgres of hello: No PostgreSQL was found",
    });
  });
});
