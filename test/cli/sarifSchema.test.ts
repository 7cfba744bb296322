import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { formatSarif } from "../../cli/src/formats/sarif";
import { emptyReport, sampleReport, sarifOptions } from "./sample";

describe("the SARIF format", () => {
  const validate = sarifValidator();

  it.each([
    ["a report with everything", sampleReport],
    ["an empty report", emptyReport],
  ])("follows the official schema: %s", (_, report) => {
    validate(JSON.parse(formatSarif(report, sarifOptions)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it("is held against a schema that refuses what is wrong", () => {
    expect(validate({ version: "2.1.0", runs: [{ results: [{}] }] })).toBe(false);
  });
});

/** The schema is of JSON Schema draft 4, of which it uses nothing but `id` that later drafts write otherwise. */
function sarifValidator() {
  const path = createRequire(import.meta.url).resolve(
    "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
  );
  const { id, $schema: _, ...schema } = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile({ $id: String(id), ...schema });
}
