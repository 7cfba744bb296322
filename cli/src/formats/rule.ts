import { suppressionRules, type RuleDescription } from "../../../server/src/engine/suppressionRules";
import type { RuleExample } from "../../../server/src/rules/rule";
import type { Paint } from "../terminal/paint";

export interface RuleTextOptions {
  readonly paint: Paint;
  readonly columns: number;
  /** Where the page is on the web. */
  readonly page: string;
}

/** The page of a rule for a terminal: the examples exactly as they are tested, the prose wrapped. */
export function formatRule(rule: RuleDescription, options: RuleTextOptions): string {
  const { paint, columns, page } = options;
  const parts = [
    `${paint(rule.severity, `${rule.severity}[${rule.id}]`)}${paint("strong", `: ${rule.title}`)}`,
    wrapped(`${rule.stage === "stable" ? "Stable" : "Preview"}, since ${rule.since}.`, columns),
    section("Why", rule.why, options),
    ...rule.examples.flatMap((example) => exampleParts(example, options)),
    section("How to fix it", rule.fix, options),
    section("What it does not see", rule.limits, options),
    section("Sources", rule.sources.map((source) => `- ${source}`).join("\n"), options),
    section("Switching it off", switchingOff(rule), options),
    paint("faint", page),
  ];
  return parts.filter((part) => part !== "").join("\n\n") + "\n";
}

function switchingOff(rule: RuleDescription): string {
  const everywhere = `Everywhere: "rules": { "${rule.id}": "off" } in .dynpgext.json.`;
  const place = `One place: /* dynpgext-ignore ${rule.id}: reason */ in the line before, or before the function.`;
  return suppressionRules.includes(rule) ? everywhere : `- ${place}\n- ${everywhere}`;
}

function exampleParts(example: RuleExample, { paint }: RuleTextOptions): string[] {
  const heading = (kind: string): string =>
    `${paint("strong", kind)}${example.title === "" ? "" : ` (${example.title})`}`;
  return [
    `${heading("Reported")}\n\n${indented(example.bad)}`,
    `${heading("Silent")}\n\n${indented(example.good)}`,
  ];
}

function section(heading: string, markdown: string, { paint, columns }: RuleTextOptions): string {
  return markdown.trim() === "" ? "" : `${paint("strong", heading)}\n\n${wrapped(markdown.trim(), columns)}`;
}

function indented(text: string): string {
  const lines = text.replace(/^\n+/, "").replace(/\s+$/, "").split("\n");
  return lines.map((line) => (line === "" ? "" : `    ${line}`)).join("\n");
}

const listItem = /^(?:[-*]|\d+\.) /;

/** Wraps the paragraphs and list items of a Markdown text; its code blocks stay as they are. */
function wrapped(markdown: string, columns: number): string {
  const blocks = markdown.split(/(^```[^]*?^```[ \t]*$)/m).flatMap((block) => {
    if (block.startsWith("```"))
      return [indented(block.replace(/^```.*\n/, "").replace(/\n?```[ \t]*$/, ""))];
    const paragraphs = block
      .split(/\n[ \t]*\n|\n(?=[ \t]*(?:[-*]|\d+\.) )/)
      .map((paragraph) => paragraph.trim());
    return paragraphs.filter((text) => text !== "").map((text) => wrappedParagraph(text, columns));
  });
  return blocks.reduce((text, block, index) => {
    const isListGoingOn = listItem.test(block) && listItem.test(blocks[index - 1] ?? "");
    return `${text}${index === 0 ? "" : isListGoingOn ? "\n" : "\n\n"}${block}`;
  }, "");
}

function wrappedParagraph(paragraph: string, columns: number): string {
  const indent = listItem.exec(paragraph)?.[0].length ?? 0;
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = " ".repeat(indent) + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
