import * as z from "zod";
import { newestMajor, oldestMajor } from "./versions";

/**
 * The settings of the dev Postgres: the key `devpg` of `.dynpgext.json`, and `dynpgext.devpg.*` in the editor. They
 * stand here because both the reader of the settings file and the dev Postgres need them.
 */
export const devSettingsSchema = z.strictObject({
  pgConfig: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The `pg_config` of the PostgreSQL to build for and to run, absolute or relative to the workspace folder. " +
        "Default: the one on the PATH, else the newest installation found with its server headers.",
    ),
  pgVersion: z
    .number()
    .int()
    .min(oldestMajor)
    .max(newestMajor)
    .optional()
    .describe(
      "Major version of the PostgreSQL to build for and to run, when several are installed. Default: `pgVersion`.",
    ),
  profile: z
    .enum(["debug", "release", "asan"])
    .default("debug")
    .describe(
      "How the extension is compiled: `debug` without optimisation and with all debug information, `release` as the " +
        "server was, `asan` with AddressSanitizer.",
    ),
  loader: z
    .enum(["auto", "bundled", "omni_ext", "none"])
    .default("auto")
    .describe(
      "What loads libraries with `DYNPGEXT_MAGIC`: `auto` is `omni_ext` where it is installed, else the bundled " +
        "development loader.",
    ),
  database: z
    .string()
    .min(1)
    .max(63)
    .default("dev")
    .describe("Name of the database that extensions are created in."),
  existing: z
    .enum(["recreate", "keep"])
    .default("recreate")
    .describe(
      "What a load does with an extension whose script changed while its version did not: drop and create it again, " +
        "or leave it.",
    ),
  testInstance: z
    .enum(["dev", "temporary"])
    .default("dev")
    .describe(
      "Where tests run: `dev` in a database of their own on the dev Postgres, `temporary` on a server that is made " +
        "for each run from a copy of the project, and removed after it.",
    ),
  osUser: z
    .string()
    .min(1)
    .optional()
    .describe(
      "OS user that the server runs as when you are root, whom PostgreSQL refuses. Default: `postgres` if there is " +
        "one, else `nobody`.",
    ),
});

/** Settings of the dev Postgres with every default filled in. */
export type DevSettings = z.infer<typeof devSettingsSchema>;
