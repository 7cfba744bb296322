import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createDevPostgres } from "../../../devpg/src/host/createDevPostgres";
import { runInteractive } from "../../../devpg/src/host/runInteractive";
import { acceptTest, lastResults } from "../../../devpg/src/host/tests/acceptTests";
import { askSuites } from "../../../devpg/src/host/tests/readSuites";
import { runTests } from "../../../devpg/src/host/tests/runTests";
import type { DevParts } from "./devHost";

/** The real dev Postgres. */
export function devParts(): DevParts {
  return {
    ...{ createDevPostgres, runInteractive, loaderSource: findLoaderSource(__dirname) },
    tests: { suites: askSuites, run: runTests, accept: acceptTest, lastResults },
  };
}

/** `devpg/loader` of the tree that this program stands in, as a bundle in `dist` or as sources. */
function findLoaderSource(from: string): string {
  for (let at = from; at !== dirname(at); at = dirname(at)) {
    const candidate = join(at, "devpg", "loader");
    if (existsSync(join(candidate, "include", "dynpgext.h"))) return candidate;
  }
  return join(dirname(from), "devpg", "loader");
}
