import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/base/finding";
import { rules } from "../../server/src/rules/registry";
import { readCase } from "./caseFile";
import { analyse, applyFirstFixes } from "./checkRule";

const casesFolder = join(__dirname, "cases");
const pack = rules.filter((rule) => rule.pack === "regions").map(({ id }) => id);

function casesOf(rule: string, kind: "faulty" | "correct"): readonly { name: string; text: string }[] {
  const folder = join(casesFolder, rule);
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.startsWith(`${kind}-`))
    .sort()
    .map((name) => ({ name: `${rule}/${name}`, text: readFileSync(join(folder, name), "utf8") }));
}

function regionFindings(text: string): readonly Finding[] {
  const { files, options } = readCase(text);
  return analyse(files, options).findings.filter(({ rule }) => pack.includes(rule));
}

const spoken = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ rule, message }) => `${rule}: ${message}`);

describe("the rules about memory regions", () => {
  it.each(pack)("are all silent where %s has nothing to say", (rule) => {
    const found = casesOf(rule, "correct").flatMap(({ name, text }) =>
      spoken(regionFindings(text)).map((message) => `${name}: ${message}`),
    );
    expect(found).toEqual([]);
  });

  it.each(["shmem-name-lifetime", "shmem-data-lifetime"])(
    "leave what the loader keeps to %s: one finding per fault",
    (rule) => {
      const texts = [...casesOf(rule, "faulty"), ...casesOf(rule, "correct")].map(({ text }) => text);
      const examples = rules.find(({ id }) => id === rule)!.examples.map(({ bad }) => bad);
      expect([...texts, ...examples].flatMap((text) => spoken(regionFindings(text)))).toEqual([]);
    },
  );

  it.each(pack)("offer fixes for %s that make no other fault", (rule) => {
    const problems: string[] = [];
    const examples = rules.find(({ id }) => id === rule)!.examples;
    const cases = [
      ...casesOf(rule, "faulty"),
      ...examples.map(({ title, bad }) => ({ name: title, text: bad })),
    ];
    for (const { name, text } of cases) {
      const { files, options } = readCase(text);
      const analysed = analyse(files, options);
      const mended = analysed.findings.filter((finding) => finding.rule === rule && finding.fixes.length > 0);
      if (mended.length === 0) continue;
      const left = applyFirstFixes(rule, analysed, options).findings;
      if (left.length !== analysed.findings.length - mended.length)
        problems.push(`${name}: ${spoken(left).join("; ")}`);
    }
    expect(problems).toEqual([]);
  });

  it("tell the places of each story in order, the finding's own among them", () => {
    const untold: string[] = [];
    for (const rule of pack)
      for (const { name, text } of casesOf(rule, "faulty"))
        for (const { rule: found, related, message, site } of regionFindings(text))
          if (
            related.length > 0 &&
            !related.some(({ site: place }) => place.path === site.path && place.start === site.start)
          )
            untold.push(`${name}: ${found}: ${message}`);
    expect(untold).toEqual([]);
  });
});
