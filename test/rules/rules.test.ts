import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../server/src/rules/registry";
import { readCase, withoutPins } from "./caseFile";
import { applyFirstFixes, checkPins, checkSilent } from "./checkRule";

const casesFolder = join(__dirname, "cases");

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const folder = join(casesFolder, id);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const faulty = names.filter((name) => name.startsWith("faulty-"));
  const correct = names.filter((name) => name.startsWith("correct-"));

  const least = rule.pack === "regions" ? 8 : 2;

  it(`has at least ${least} faulty and ${least} tricky correct cases`, () => {
    expect(faulty.length).toBeGreaterThanOrEqual(least);
    expect(correct.length).toBeGreaterThanOrEqual(least);
  });

  it.each(rule.examples.map((example) => [example.title, example] as const))(
    "example: %s",
    (_title, example) => {
      expect(readCase(example.bad).pins.length).toBeGreaterThan(0);
      const analysed = checkPins(id, example.bad);
      checkSilent(example.good);
      if (example.fixGivesGood) {
        const fixed = applyFirstFixes(id, analysed, readCase(example.bad).options);
        expect([...fixed.files.values()].join("\n")).toBe(
          [...readCase(withoutPins(example.good)).files.values()].join("\n"),
        );
      }
    },
  );

  it.each(faulty)("%s", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    expect(readCase(text).pins.length).toBeGreaterThan(0);
    const analysed = checkPins(id, text);
    const offered = analysed.findings.filter((finding) => finding.rule === id && finding.fixes.length > 0);
    if (offered.length === 0) return;
    // Every fix that is offered mends its finding.
    const after = applyFirstFixes(id, analysed, readCase(text).options);
    const remaining = after.findings.filter((finding) => finding.rule === id).length;
    expect(remaining).toBe(readCase(text).pins.length - offered.length);
  });

  it.each(correct)("%s", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    expect(readCase(text).pins).toEqual([]);
    checkPins(id, text);
  });
});
