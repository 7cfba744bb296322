/**
 * The settings that decide which findings there are: the same keys in `.dynpgext.json`, in the editor
 * (with the prefix `dynpgext.`) and in the generated JSON schema and manifest.
 */
import * as z from "zod";
import { ownResults } from "../pg/api/ownFunction";
import { devSettingsSchema } from "../pg/devSettings";
import { newestMajor, oldestMajor } from "../pg/versions";
import { fail, ok, type Result } from "../base/result";

const argumentNumber = z.number().int().min(1).max(100);

/** What a function of the project does to memory: `OwnFunction`, with explanations. */
const memoryFunction = z.strictObject({
  returns: z
    .enum(ownResults)
    .optional()
    .describe(
      "Where the memory of the result is: `current` in the memory context that is current at the call, `context` in the one in `argument`, `sameAs` in that of the memory in `argument`, `inside` a part of what `argument` points to, `newContext` a new memory context below the one in `argument`, `spiCaller` as with SPI_palloc, `heap` in none, `pinned` valid until `releasedBy` is called, `static` never freed, `shared` shared memory, `value` no pointer at all.",
    ),
  argument: argumentNumber
    .optional()
    .describe("The argument that `returns` speaks of, counted from 1 (the default)."),
  releasedBy: z
    .string()
    .optional()
    .describe("The function that ends the life of a `heap` or `pinned` result. Default for `heap`: `free`."),
  frees: argumentNumber.optional().describe("The argument whose memory is freed, counted from 1."),
  releases: argumentNumber.optional().describe("The argument that is released or closed, counted from 1."),
  switchesTo: argumentNumber
    .optional()
    .describe("The argument with the memory context that is current afterwards, counted from 1."),
  deletesContext: argumentNumber
    .optional()
    .describe("The argument with the memory context that is deleted, counted from 1."),
  resetsContext: argumentNumber
    .optional()
    .describe("The argument with the memory context that is emptied, counted from 1."),
  spi: z
    .enum(["connects", "finishes"])
    .optional()
    .describe("Whether it opens or ends a connection to SPI, as SPI_connect and SPI_finish do."),
});

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
  memoryFunctions: z
    .record(z.string(), memoryFunction)
    .default({})
    .describe(
      "What functions of your own do to memory, by name, where the analysis cannot see it: allocators, functions that free, open or close, switch the memory context.",
    ),
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
