import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { debugCommandIds } from "../../client/src/debugging/debugCommandIds";
import { commandIds } from "../../client/src/commands/devPostgres/commandIds";
import { defaultSettings, settingsSchema } from "../../server/src/engine/settings";
import { readEditorSettings } from "../../server/src/lsp/editorSettings";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly problemMatchers: readonly {
      readonly name: string;
      readonly pattern: { readonly regexp: string } & Readonly<Record<string, number | string>>;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
  };
}

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;

describe("the manifest", () => {
  it("starts the extension in folders of extensions, for C files and to debug, and for nothing else", () => {
    expect(manifest.activationEvents).toEqual([
      ...["workspaceContains:**/*.control", "onLanguage:c"],
      ...["onDebugResolve:dynpgext", "onDebugDynamicConfigurations:dynpgext"],
    ]);
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe("limited");
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

  it("lets no folder that is not trusted say which programs are run", () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    const known = Object.keys(manifest.contributes.configuration.properties);
    expect(restrictedConfigurations.filter((key) => !known.includes(key))).toEqual([]);
    expect(restrictedConfigurations).toContain("dynpgext.devpg.pgConfig");
  });

  it("names only commands that it has, in menus and in the welcome of the view", () => {
    const { commands, menus, viewsWelcome } = manifest.contributes;
    const known = commands.map(({ command }) => command);
    const inMenus = Object.values(menus).flatMap((items) => items.map(({ command }) => command));
    const inWelcomes = viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([\w.]+)\)/gu)].map(([, command = ""]) => command),
    );
    const ours = [...inMenus, ...inWelcomes].filter((command) => command.startsWith("dynpgext."));
    expect(ours.filter((command) => !known.includes(command))).toEqual([]);
    const registered = [...Object.values(commandIds), ...Object.values(debugCommandIds)];
    const isHidden = (id: string): boolean => /openNode|\.pick\w+$|askSql/u.test(id);
    expect(registered.filter((id) => !isHidden(id)).sort()).toEqual(
      known.filter((command) => /^dynpgext\.(devpg|debug)\./u.test(command)).sort(),
    );
  });

  it.each([
    ["hello.c:12:5: error: expected ';' before 'x'", "hello.c", 12, 5, "error", undefined],
    [
      "../src/a b.c:3:1: warning: unused variable 'x' [-Wunused-variable]",
      "../src/a b.c",
      3,
      1,
      "warning",
      "-Wunused-variable",
    ],
    [
      "hello.c:7:10: fatal error: dynpgext.h: No such file or directory",
      "hello.c",
      7,
      10,
      "error",
      undefined,
    ],
    ["hello.c:7: note: declared here", "hello.c", 7, undefined, "note", undefined],
  ])("has a problem matcher that reads %s", (line, file, row, column, severity, code) => {
    const [{ name, pattern } = { name: "", pattern: { regexp: "" } }] = manifest.contributes.problemMatchers;
    expect(name).toBe("dynpgext-cc");
    const match = new RegExp(pattern.regexp, "u").exec(line);
    const part = (key: string): string | undefined => match?.[Number(pattern[key])];
    expect([part("file"), part("line"), part("column"), part("severity"), part("code")]).toEqual(
      [file, row, column, severity, code].map((value) => (value === undefined ? undefined : String(value))),
    );
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
      { memoryFunctions: { my_alloc: { returns: "context", argument: 2 }, my_free: { frees: 1 } } },
      { memoryFunctions: { my_free: { frees: 0 } } },
      { memoryFunctions: { my_free: "frees" } },
      { memoryFunctions: { my_alloc: { returns: "somewhere" } } },
    ];
    expect(samples.map((sample) => validate(sample))).toEqual(
      samples.map((sample) => settingsSchema.safeParse(sample).success),
    );
  });
});
