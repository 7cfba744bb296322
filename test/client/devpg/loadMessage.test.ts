import { describe, expect, it } from "vitest";
import { loadMessage } from "../../../client/src/devpg/loadMessage";
import { allocation, event, loadReport } from "./samples";

describe("the message after a load", () => {
  it("names the extension, what it allocated and what it started", () => {
    expect(loadMessage(loadReport)).toBe("hello_dynpgext 0.1 loaded: 2 allocations, 2 workers.");
  });

  it("counts one as one, and says nothing of nothing", () => {
    const one = { ...loadReport, allocations: [allocation], workers: [] };
    expect(loadMessage(one)).toBe("hello_dynpgext 0.1 loaded: 1 allocation.");
    expect(loadMessage({ ...one, allocations: [], extensions: [] })).toBe(
      "The library was built and loaded.",
    );
  });

  it("says why the server was restarted and that the loader has something to report", () => {
    const life = { ...event, id: 2, severity: "info" } as const;
    const report = { ...loadReport, restartReason: "the library was rebuilt.", events: [event, life] };
    expect(loadMessage(report)).toBe(
      "hello_dynpgext 0.1 loaded: 2 allocations, 2 workers. The loader reports 1 problem. " +
        "The server was restarted: the library was rebuilt.",
    );
  });
});
