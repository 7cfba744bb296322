import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { elfSymbols } from "../../../devpg/src/interpret/elfSymbols";
import { nmSymbols } from "../../../devpg/src/interpret/nmSymbols";

describe("symbols of a library", () => {
  it.each(["linux-x64", "linux-arm64"])(
    "reads what a real library for %s exports and imports",
    (platform) => {
      const bytes = readFileSync(`node_modules/tree-sitter/prebuilds/${platform}/tree-sitter.node`);
      const symbols = elfSymbols(bytes);
      expect(symbols?.exported.has("napi_register_module_v1")).toBe(true);
      expect(symbols?.imported.has("napi_create_function")).toBe(true);
      expect(symbols?.imported.has("napi_register_module_v1")).toBe(false);
    },
  );

  it("has no answer for what is no library, or only half of one", () => {
    const bytes = readFileSync("node_modules/tree-sitter/prebuilds/linux-x64/tree-sitter.node");
    expect(elfSymbols(new Uint8Array())).toBeUndefined();
    expect(elfSymbols(new TextEncoder().encode("#!/bin/sh\n"))).toBeUndefined();
    expect(elfSymbols(bytes.subarray(0, 4096))).toBeUndefined();
  });

  it("reads the output of nm where libraries are not ELF", () => {
    const output =
      "__PG_init T 1000 0\n_Pg_magic_func T 1010 0\n_RegisterBackgroundWorker U \n_local t 10 0\n";
    const { exported, imported } = nmSymbols(output, { underscored: true });
    expect([...exported]).toEqual(["_PG_init", "Pg_magic_func"]);
    expect([...imported]).toEqual(["RegisterBackgroundWorker"]);
  });
});
