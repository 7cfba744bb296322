import { join } from "node:path";
import type { Layout } from "../../plan/layout";
import type { TestResult } from "../../plan/tests/testRun";
import { StoredRecord } from "../storedRecord";
import { testFolders } from "./testFolders";

/** The last result of each test, by id; those of a run replace their earlier ones. */
export interface TestRecord {
  readonly results: Readonly<Record<string, TestResult>>;
}

export function testRecord(layout: Layout): StoredRecord<TestRecord> {
  return new StoredRecord(join(testFolders(layout).root, "last-results.json"), 1);
}
