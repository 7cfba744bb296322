import type { DevSettings } from "../project/devSettings";
import { absolutePath } from "./absolutePath";
import type { DevPostgresOptions } from "./devPostgres";

/** Where a dev Postgres works; see `DevPostgresOptions`. */
export type DevPostgresPlace = Pick<DevPostgresOptions, "folder" | "loaderSource" | "env">;

/** Options from settings. A relative `pgConfig` starts at the folder, `~/` at the home folder. */
export function devPostgresOptions(settings: DevSettings, place: DevPostgresPlace): DevPostgresOptions {
  const { pgConfig, pgVersion, profile, loader, database, osUser, testInstance } = settings;
  return {
    ...place,
    profile,
    loader,
    database,
    testInstance,
    ...(pgConfig === undefined ? {} : { pgConfig: absolutePath(pgConfig, place.folder) }),
    ...(pgVersion === undefined ? {} : { pgVersion }),
    ...(osUser === undefined ? {} : { osUser }),
  };
}
