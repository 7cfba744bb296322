/** The drawing of a function's memory regions as HTML. Pure: the panel around it is `memoryRegionsPanel.ts`. */
import type { MemoryRegionRow, MemoryRegions } from "../../../server/src/protocol/memoryRegions";

/** One line of the function with everything that happens in it. */
interface DrawnLine {
  readonly line: number;
  readonly code: string;
  readonly rows: readonly MemoryRegionRow[];
  readonly before: readonly boolean[];
  readonly after: readonly boolean[];
  readonly current: number;
}

const markTitles: Readonly<Record<MemoryRegionRow["mark"], string>> = {
  opened: "opened",
  closed: "ended",
  reset: "emptied",
  switchedTo: "made current",
  allocated: "memory allocated",
  used: "memory used",
  freed: "memory freed",
  usedAfterEnd: "used after its end",
};

/** Of several things that happen in one line the last of these is drawn. */
const weights: readonly MemoryRegionRow["mark"][] = [
  "used",
  "allocated",
  "freed",
  "switchedTo",
  "reset",
  "opened",
  "closed",
  "usedAfterEnd",
];

/** As many as the theme has colours for charts. */
const colours = 6;

export function regionsHtml(regions: MemoryRegions): string {
  const head = `<h1>${escaped(regions.name)}</h1>`;
  if (regions.rows.length === 0) return `${head}<p>Nothing happens to memory regions in this function.</p>`;
  const names = regions.regions
    .map(({ name }, i) => `<li class="${colourOf(i)}"><b>${i + 1}</b> ${escaped(name)}</li>`)
    .join("");
  const numbers = regions.regions
    .map((_, i) => `<th scope="col" class="lane ${colourOf(i)}">${i + 1}</th>`)
    .join("");
  const lines = linesOf(regions);
  const body = lines.map((line, i) => lineHtml(line, lines[i - 1]?.line, regions.regions.length)).join("");
  return (
    `${head}<ul class="regions">${names}</ul>` +
    `<table><thead><tr><th scope="col" class="number">Line</th>${numbers}<th scope="col">Code</th></tr></thead>` +
    `<tbody>${body}</tbody></table>${legend()}`
  );
}

function linesOf({ regions, rows }: MemoryRegions): readonly DrawnLine[] {
  const opened = new Set(rows.flatMap(({ mark, region }) => (mark === "opened" ? region : [])));
  let before: readonly boolean[] = regions.map((_, i) => !opened.has(i));
  const lines: DrawnLine[] = [];
  for (const row of rows) {
    const last = lines.at(-1);
    if (last?.line === row.line)
      lines[lines.length - 1] = {
        ...last,
        rows: [...last.rows, row],
        after: row.lives,
        current: row.current,
      };
    else
      lines.push({
        line: row.line,
        code: row.code,
        rows: [row],
        before,
        after: row.lives,
        current: row.current,
      });
    before = row.lives;
  }
  return lines;
}

function lineHtml(
  { line, code, rows, before, after, current }: DrawnLine,
  previous: number | undefined,
  regionCount: number,
): string {
  const lanes = Array.from({ length: regionCount }, (_, region) => {
    const marks = rows.filter((row) => row.region === region);
    const classes = [
      "lane",
      colourOf(region),
      ...(before[region] === true ? ["above"] : []),
      ...(after[region] === true ? ["below"] : []),
      ...(current === region ? ["current"] : []),
    ];
    const [main] = byWeight(marks);
    const title = marks.map(({ note }) => escaped(note)).join("; ");
    const mark = main ? `<i class="mark ${main.mark}" title="${title}"></i>` : "";
    return `<td class="${classes.join(" ")}">${mark}</td>`;
  }).join("");
  const notes = [...new Set(byWeight(rows).map(({ note }) => note))].map((note) => escaped(note)).join("; ");
  const isFault = rows.some(({ mark }) => mark === "usedAfterEnd");
  const isFar = previous !== undefined && line > previous + 1;
  return (
    `<tr class="${isFar ? "far " : ""}${isFault ? "fault" : ""}" data-line="${line}">` +
    `<td class="number"><a href="#" data-line="${line}" title="Go to line ${line + 1}">${line + 1}</a></td>${lanes}` +
    `<td class="code" title="${notes}"><div><code>${escaped(code)}</code><span class="note">${notes}</span></div></td></tr>`
  );
}

function byWeight(rows: readonly MemoryRegionRow[]): readonly MemoryRegionRow[] {
  return [...rows].sort((a, b) => weights.indexOf(b.mark) - weights.indexOf(a.mark));
}

function legend(): string {
  const items = Object.entries(markTitles).map(
    ([mark, title]) =>
      `<li><span class="lane above below c0"><i class="mark ${mark}"></i></span> ${title}</li>`,
  );
  const bars = `<li><span class="lane above below current c0"></span> current</li><li><span class="lane above below c0"></span> alive</li>`;
  return `<ul class="legend">${bars}${items.join("")}</ul>`;
}

function colourOf(region: number): string {
  return `c${region % colours}`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
