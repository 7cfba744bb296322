import { describe, expect, it } from "vitest";
import { statusText } from "../../client/src/views/statusText";

const none = { error: 0, warning: 0, info: 0, hint: 0 };

describe("the status item", () => {
  it("counts problems, and tells their kinds", () => {
    const status = {
      state: "problems",
      files: 1,
      findings: { error: 2, warning: 1, info: 0, hint: 3 },
    } as const;
    expect(statusText(status)).toEqual({
      text: "$(warning) Dynpgext: 6",
      tooltip: "Dynpgext: 2 errors, 1 warning, 3 hints in 1 file",
      isBroken: false,
    });
  });

  it("turns while the workspace is read, and is calm when all is well", () => {
    expect(statusText({ state: "starting" }).text).toContain("sync~spin");
    expect(statusText({ state: "indexing", files: 0, findings: none }).text).toContain("sync~spin");
    expect(statusText({ state: "ok", files: 7, findings: none })).toMatchObject({
      text: "$(check) Dynpgext",
      tooltip: "Dynpgext: no problems in 7 files",
    });
  });

  it("stands out when the server is gone", () => {
    expect(statusText({ state: "down" })).toMatchObject({ isBroken: true });
  });
});
