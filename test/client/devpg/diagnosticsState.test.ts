import { describe, expect, it } from "vitest";
import type { SourceDiagnostic } from "../../../devpg/src/interpret/sourceDiagnostic";
import { diagnosticsAfter, eventDiagnostics } from "../../../client/src/devpg/diagnosticsState";
import { event, place } from "./samples";

const at = (source: SourceDiagnostic["source"], message: string): SourceDiagnostic => ({
  ...place,
  source,
  severity: "error",
  message,
  related: [],
});
const messages = (all: readonly SourceDiagnostic[]): string[] => all.map(({ message }) => message);

describe("the diagnostics of operations", () => {
  it("of a build go with the next build, and leave those of a load alone", () => {
    const before = [at("compiler", "old"), at("sql", "script")];
    expect(
      messages(diagnosticsAfter(before, { operation: "build", diagnostics: [at("linker", "new")] })),
    ).toEqual(["script", "new"]);
    expect(messages(diagnosticsAfter(before, { operation: "build", diagnostics: [] }))).toEqual(["script"]);
  });

  it("are all gone after a load in which all is well", () => {
    const before = [at("compiler", "old"), at("sql", "script"), at("server", "error")];
    expect(diagnosticsAfter(before, { operation: "load", diagnostics: [] })).toEqual([]);
  });

  it("are shown once when two compilations of a header say the same", () => {
    const twice = [at("compiler", "same"), at("compiler", "same")];
    expect(diagnosticsAfter([], { operation: "build", diagnostics: twice })).toHaveLength(1);
  });
});

describe("reports of the loader", () => {
  it("become diagnostics of their line, with detail and hint, once for each line", () => {
    const found = eventDiagnostics([event, { ...event, id: 2 }]);
    expect(found).toEqual([
      {
        ...place,
        source: "loader",
        severity: "warning",
        code: "shmem-lookup-unallocated",
        message: 'shared memory "x" is not allocated\nDid you mean "y"?',
        related: [],
      },
    ]);
  });

  it("are none when they have no place or only tell the life of a worker", () => {
    const { place: _place, ...placeless } = event;
    const { rule: _rule, ...life } = { ...event, severity: "info" } as const;
    expect(eventDiagnostics([placeless, life])).toEqual([]);
  });
});
