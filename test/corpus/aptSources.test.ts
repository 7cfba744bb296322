import { describe, expect, it } from "vitest";
import { parseDeb822, parseOneLine } from "../../scripts/corpus/aptSources.mjs";

describe("apt sources of the machine", () => {
  it("reads one-line sources with and without options, and no commented or source lines", () => {
    const text = [
      "deb http://mirror.example/debian bookworm main contrib # note",
      "deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian-security bookworm-security main",
      "deb-src http://mirror.example/debian bookworm main",
      "# deb http://mirror.example/debian sid main",
    ].join("\n");
    expect(parseOneLine(text)).toEqual([
      { uri: "http://mirror.example/debian", suite: "bookworm", components: ["main", "contrib"] },
      { uri: "http://mirror.example/debian-security", suite: "bookworm-security", components: ["main"] },
    ]);
  });

  it("reads deb822 stanzas: several suites, continuation lines, comments, disabled ones", () => {
    const text = [
      "Types: deb",
      "# a comment inside",
      "URIs: http://mirror.example/debian",
      "Suites: bookworm",
      "  bookworm-updates",
      "Components: main",
      "",
      "Types: deb",
      "URIs: http://mirror.example/other",
      "Suites: x",
      "Enabled: no",
      "",
      "Types: deb-src",
      "URIs: http://mirror.example/debian",
      "Suites: sid",
    ].join("\n");
    expect(parseDeb822(text)).toEqual([
      { uri: "http://mirror.example/debian", suite: "bookworm", components: ["main"] },
      { uri: "http://mirror.example/debian", suite: "bookworm-updates", components: ["main"] },
    ]);
  });
});
