import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseSettingsText } from "../../server/src/files/settingsFile";
import { rules } from "../../server/src/rules/registry";
import { readConsoleSteps, withOutputs } from "./consoleBlocks";
import { runConsole } from "./runConsole";

const repository = join(__dirname, "../..");
const guide = readdirSync(join(repository, "docs/guide")).filter((name) => name.endsWith(".md"));
const pages = ["README.md", ...guide.map((name) => `docs/guide/${name}`)];
const knownRules = new Set(rules.map(({ id }) => id));

describe.each(pages)("%s", (name) => {
  const path = join(repository, name);
  const page = readFileSync(path, "utf8");

  it("shows what the commands really print", () => {
    const steps = readConsoleSteps(page);
    const outputs = runConsole(steps.map(({ command }) => command));
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(path, withOutputs(page, outputs));
    else
      expect(steps.map(({ command }, position) => ({ command, output: outputs[position] }))).toEqual(steps);
  });

  it("links to files that exist", () => {
    const targets = [...page.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = ""]) => target);
    const local = targets.filter((target) => !/^[a-z]+:/.test(target));
    expect(local.filter((target) => !existsSync(join(dirname(path), target)))).toEqual([]);
  });

  it("shows settings that are valid", () => {
    const blocks = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
    const problems = blocks.flatMap((text) => parseSettingsText("", text, knownRules).problems);
    expect(problems).toEqual([]);
  });
});
