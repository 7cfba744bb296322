/**
 * The settings that decide which findings there are: the same keys in `.dynpgext.json`, in the editor
 * (with the prefix `dynpgext.`) and in the generated JSON schema and manifest.
 */
import { z } from "zod";
import { devSettingsSchema } from "../pg/devSettings";
import { newestMajor, oldestMajor } from "../pg/versions";
import { fail, ok, type Result } from "../base/result";

const ruleLevel = z.enum(["off", "hint", "info", "warning", "error"]);

export const settingsSchema = z.strictObject({
  $schema: z.string().optional(),
  pgVersion: z
    .number()
    .int()
    .min(oldestMajor)
    .max(newestMajor)
    .optional()
    .describe(
      "PostgreSQL major version to check for. Default: that of the `pg_config` found, else the newest known.",
    ),
  registerBgworkerArguments: z
    .union([z.literal(3), z.literal(5)])
    .default(5)
    .describe(
      "Arguments of `register_bgworker` when the workspace includes no `dynpgext.h` of its own that tells.",
    ),
  rules: z
    .record(z.string(), ruleLevel)
    .default({})
    .describe("Severity per rule id, or `off`. The key `*` stands for every rule not named."),
  exclude: z
    .array(z.string())
    .default([])
    .describe("Glob patterns, relative to the workspace folder, of files and folders that are not analysed."),
  maxDatabases: z
    .number()
    .int()
    .min(1)
    .default(32)
    .describe(
      "`omni_ext.max_databases` of the servers you deploy to: database-local memory is multiplied by it.",
    ),
  sharedMemoryBudgetBytes: z
    .number()
    .int()
    .min(1)
    .default(16_672_358)
    .describe(
      "Bytes that all eager allocations may use together (`omni_ext.shmem_size`; about 15.9 MiB by default).",
    ),
  maxWorkerProcesses: z
    .number()
    .int()
    .min(1)
    .default(8)
    .describe("`max_worker_processes` of the servers you deploy to."),
  noreturnFunctions: z
    .array(z.string())
    .default([])
    .describe("Functions of your own that never return, beyond those that the analysis sees for itself."),
  devpg: devSettingsSchema
    .optional()
    .describe("The dev Postgres, which builds, loads and runs the extension."),
});

/** Settings with every default filled in, as far as they decide which findings there are. */
export type Settings = Omit<z.infer<typeof settingsSchema>, "$schema" | "devpg">;

export const defaultSettings: Settings = settingsSchema.parse({});

/** What the settings say about a rule, by its id or for all; undefined when they leave it to the rule. */
export function levelOf({ rules }: Settings, rule: string): Settings["rules"][string] | undefined {
  return rules[rule] ?? rules["*"];
}

/** Validates settings that come from outside. The problem names the offending key and what is allowed there. */
export function parseSettings(input: unknown): Result<Settings> {
  const parsed = settingsSchema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const key = issue?.path.join(".") ?? "";
  const where = key === "" ? "the settings" : `\`${key}\``;
  return fail(
    "settings-invalid",
    `${where}: ${issue?.message ?? "invalid"}`,
    "Correct or remove the key; the other settings keep their defaults until then.",
  );
}
