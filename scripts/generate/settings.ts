import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { settingsSchema } from "../../server/src/engine/settings";
import { suppressionRules } from "../../server/src/engine/suppressionRules";
import { defaultDebounceMs, defaultHints } from "../../server/src/lsp/editorSettings";
import { rules } from "../../server/src/rules/registry";
import type { GeneratedFile } from "./rules";
import { settingsPage } from "./settingsPage";

/** A JSON schema, as far as it is used here. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly anyOf?: readonly { readonly const: unknown }[];
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly scope?: string;
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const schemaPath = "schemas/dynpgext.schema.json";

/** Settings that concern the editor alone and have no place in the project's file. */
const editorSettings: Readonly<Record<string, Schema>> = {
  "devpg.stopOnClose": {
    type: "boolean",
    default: false,
    description:
      "Stops the dev Postgres when the window closes. Otherwise it goes on, for other windows and for terminals.",
    scope: "resource",
  },
  debugger: {
    type: "string",
    enum: ["auto", "codelldb", "cpptools", "lldb-dap", "gdb"],
    default: "auto",
    description:
      "Who debugs processes of the dev Postgres: the extension CodeLLDB, the extension C/C++ (with gdb), `lldb-dap`, or gdb 14 and later. `auto` takes the first of them that is there.",
    scope: "resource",
  },
  "diagnostics.debounceMs": {
    type: "integer",
    minimum: 0,
    default: defaultDebounceMs,
    description:
      "Milliseconds to wait for a pause in the typing before the diagnostics are computed. 0: at once.",
    scope: "window",
  },
  "inlayHints.names": {
    type: "boolean",
    default: defaultHints.names,
    description: "Shows the text of a name behind the macro, variable or concatenation that stands for it.",
    scope: "window",
  },
  "inlayHints.scopes": {
    type: "boolean",
    default: defaultHints.scopes,
    description:
      "Shows behind a look-up whether there is one memory for the cluster or one for each database.",
    scope: "window",
  },
  "inlayHints.regions": {
    type: "boolean",
    default: defaultHints.regions,
    description:
      "Shows which memory context code works in where it does not say so itself: what is allocated elsewhere than in the caller's context, what SPI opens and ends, what a switch leads back to.",
    scope: "window",
  },
  "trace.server": {
    type: "string",
    enum: ["off", "messages", "verbose"],
    default: "off",
    description: "Writes the messages between VS Code and the language server to the output channel.",
    scope: "window",
  },
};

/** The settings in the manifest, the JSON schema of `.dynpgext.json` and the page that describes both. */
export async function generateSettings(): Promise<GeneratedFile[]> {
  const shared = sharedSettings();
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    contributes?: Record<string, unknown>;
  };
  manifest.contributes = { ...manifest.contributes, configuration: configuration(shared) };
  return [
    { path: "package.json", text: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: schemaPath, text: `${JSON.stringify(projectSchema(shared), null, 2)}\n` },
    { path: "docs/settings.md", text: settingsPage(flattened(shared), editorSettings) },
  ];
}

/** The keys of the settings schema, without `$schema`. */
function sharedSettings(): Readonly<Record<string, Schema>> {
  const { properties = {} } = z.toJSONSchema(settingsSchema, { io: "input" }) as Schema;
  const entries = Object.entries(properties).filter(([key]) => key !== "$schema");
  return Object.fromEntries(
    entries.map(([key, schema]) => [key, key === "rules" ? withRules(schema) : plainGroup(schema)]),
  );
}

/** A setting, or an object of settings, plain all the way down. */
function plainGroup(schema: Schema): Schema {
  const { properties } = schema;
  if (properties === undefined) return plain(schema);
  const members = Object.entries(properties).map(([key, member]) => [key, plain(member)]);
  return { ...plain(schema), properties: Object.fromEntries(members) };
}

/** Names as the editor has them: the members of `devpg` one by one, as `devpg.profile`. */
function flattened(settings: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([key, schema]): [string, Schema][] =>
      key === "devpg"
        ? Object.entries(schema.properties ?? {}).map(([member, of]) => [`${key}.${member}`, of])
        : [[key, schema]],
    ),
  );
}

/** Offers the known rules with their titles. */
function withRules(schema: Schema): Schema {
  const { additionalProperties, propertyNames: _any, ...others } = schema;
  const level = typeof additionalProperties === "object" ? additionalProperties : {};
  const all = { ...level, description: "Every rule that is not named." };
  const known = [...rules, ...suppressionRules].map(({ id, title, severity }) => [
    id,
    { ...level, description: `${title} (${severity})` },
  ]);
  return { ...others, properties: { "*": all, ...Object.fromEntries(known) }, additionalProperties: level };
}

/** Drops what zod adds and nobody needs to read; a choice of constants becomes an enumeration. */
function plain(schema: Schema): Schema {
  const { maximum, anyOf, ...others } = schema;
  return {
    ...others,
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    ...(anyOf === undefined ? {} : { enum: anyOf.map((choice) => choice.const) }),
  };
}

function configuration(shared: Readonly<Record<string, Schema>>) {
  const properties = { ...flattened(shared), ...editorSettings };
  return {
    title: "Dynpgext",
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, schema], order) => [
        `dynpgext.${key}`,
        editorSetting(schema, order),
      ]),
    ),
  };
}

/** VS Code shows Markdown, gives a value to settings without a default, and keeps project settings per folder. */
function editorSetting(schema: Schema, order: number) {
  const { description, scope = "resource", ...others } = schema;
  const absent = "default" in schema ? {} : { type: ["null", schema.type], default: null };
  return { order, scope, ...others, ...absent, markdownDescription: description };
}

function projectSchema(shared: Readonly<Record<string, Schema>>) {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Dynpgext settings of a project (.dynpgext.json)",
    type: "object",
    properties: { $schema: { type: "string" }, ...shared },
    additionalProperties: false,
  };
}
