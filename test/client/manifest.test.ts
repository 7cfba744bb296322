import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { defaultSettings, settingsSchema } from "../../server/src/engine/settings";
import { readEditorSettings } from "../../server/src/lsp/editorSettings";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: boolean } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
  };
}

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;

describe("the manifest", () => {
  it("starts the extension in folders of extensions and for C files, and for nothing else", () => {
    expect(manifest.activationEvents).toEqual(["workspaceContains:**/*.control", "onLanguage:c"]);
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
  });

  it("gives settings whose defaults mean the same as no settings at all", () => {
    const section: Record<string, unknown> = {};
    for (const [name, { default: value }] of Object.entries(manifest.contributes.configuration.properties)) {
      const keys = name.split(".").slice(1);
      const [last] = keys.splice(-1);
      const parent = keys.reduce((at, key) => (at[key] ??= {}) as Record<string, unknown>, section);
      parent[last!] = value;
    }
    const { values, problems } = readEditorSettings(section, new Set());
    expect(problems).toEqual([]);
    expect(settingsSchema.parse(values)).toEqual(defaultSettings);
  });

  it("names a schema of the project's settings file that accepts what the server accepts", () => {
    const [{ fileMatch, url } = { fileMatch: "", url: "" }] = manifest.contributes.jsonValidation;
    expect(fileMatch).toBe(".dynpgext.json");
    expect(existsSync(path.join(root, url))).toBe(true);
    const validate = new Ajv({ strict: false }).compile(
      JSON.parse(readFileSync(path.join(root, url), "utf8")),
    );
    const samples: unknown[] = [
      {},
      { $schema: "./x.json", pgVersion: 17, rules: { "*": "off" }, exclude: ["a/**"] },
      { pgVersion: 12 },
      { pgVersion: null },
      { registerBgworkerArguments: 4 },
      { rules: { "*": "loud" } },
      { maxDatabases: 0 },
      { noSuchKey: 1 },
      { noreturnFunctions: "f" },
    ];
    expect(samples.map((sample) => validate(sample))).toEqual(
      samples.map((sample) => settingsSchema.safeParse(sample).success),
    );
  });
});
