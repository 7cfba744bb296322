import { dirname, relative } from "node:path/posix";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Fixture, projectRoot } from "./fixture";

/** One import, and the layer rule that must refuse it. */
interface Refused {
  readonly from: string;
  /** A file of the project, or the bare name of a package. */
  readonly to: string;
  readonly rule: string;
}

const refused: readonly Refused[] = [
  { from: "server/src/base/a.ts", to: "server/src/pg/a.ts", rule: "layer-base" },
  { from: "server/src/protocol/a.ts", to: "server/src/base/a.ts", rule: "layer-protocol" },
  { from: "server/src/pg/b.ts", to: "server/src/syntax/c/a.ts", rule: "layer-pg" },
  { from: "server/src/syntax/c/b.ts", to: "server/src/facts/a.ts", rule: "layer-syntax" },
  { from: "server/src/facts/b.ts", to: "server/src/index/a.ts", rule: "layer-facts" },
  { from: "server/src/flow/b.ts", to: "server/src/rules/rule.ts", rule: "layer-flow" },
  { from: "server/src/flow/c.ts", to: "server/src/index/a.ts", rule: "layer-flow" },
  { from: "server/src/index/b.ts", to: "server/src/engine/a.ts", rule: "layer-index" },
  { from: "server/src/rules/shmem/a.ts", to: "server/src/engine/a.ts", rule: "layer-rules" },
  { from: "server/src/engine/b.ts", to: "server/src/features/a.ts", rule: "layer-engine" },
  { from: "server/src/features/b.ts", to: "server/src/lsp/a.ts", rule: "layer-features" },
  { from: "server/src/files/a.ts", to: "server/src/lsp/a.ts", rule: "layer-files" },
  { from: "server/src/lsp/b.ts", to: "client/src/a.ts", rule: "layer-lsp" },
  { from: "cli/src/a.ts", to: "server/src/syntax/c/a.ts", rule: "cli-sees-engine-and-devpg" },
  { from: "client/src/b.ts", to: "server/src/base/a.ts", rule: "client-sees-protocol-and-devpg" },
  { from: "client/src/c.ts", to: "server/src/lsp/a.ts", rule: "client-sees-protocol-and-devpg" },
  { from: "devpg/src/plan/a.ts", to: "server/src/syntax/c/a.ts", rule: "devpg-never-analyses-c" },
  { from: "devpg/src/plan/b.ts", to: "devpg/src/host/a.ts", rule: "devpg-pure-parts" },
  { from: "server/src/rules/shmem/b.ts", to: "server/src/rules/shmem/c.ts", rule: "rule-imports-rule" },
  { from: "server/src/rules/shmem/d.ts", to: "server/src/rules/registry.ts", rule: "rule-imports-rule" },
  { from: "server/src/rules/helpers/b.ts", to: "server/src/rules/shmem/c.ts", rule: "helper-imports-rule" },
  { from: "server/src/facts/c.ts", to: "tree-sitter", rule: "tree-sitter-in-syntax-only" },
  { from: "server/src/lsp/c.ts", to: "tree-sitter-c", rule: "tree-sitter-in-syntax-only" },
  { from: "server/src/syntax/c/c.ts", to: "libpg-query", rule: "libpg-query-in-sql-only" },
  { from: "server/src/lsp/d.ts", to: "vscode", rule: "vscode-in-client-only" },
  { from: "devpg/src/host/b.ts", to: "vscode", rule: "vscode-in-client-only" },
  { from: "server/src/features/c.ts", to: "vscode-languageserver", rule: "lsp-packages-in-lsp-only" },
  { from: "cli/src/b.ts", to: "vscode-languageserver/node", rule: "lsp-packages-in-lsp-only" },
  { from: "client/src/d.ts", to: "vscode-languageserver", rule: "client-uses-languageclient" },
  { from: "server/src/lsp/e.ts", to: "node:child_process", rule: "processes-in-host-only" },
  { from: "cli/src/c.ts", to: "child_process", rule: "processes-in-host-only" },
  { from: "cli/src/d.ts", to: "pg", rule: "database-in-host-only" },
  { from: "server/src/engine/c.ts", to: "node:fs", rule: "pure-folders-do-no-io" },
  { from: "devpg/src/interpret/a.ts", to: "node:fs/promises", rule: "pure-folders-do-no-io" },
  { from: "server/src/lsp/f.ts", to: "fast-check", rule: "no-dev-package-in-product" },
  { from: "server/src/lsp/g.ts", to: "server/src/lsp/missing.ts", rule: "not-resolvable" },
  {
    from: "server/src/facts/names/cycle.ts",
    to: "server/src/facts/macros/cycle.ts",
    rule: "no-cycle-between-folders",
  },
  {
    from: "server/src/facts/macros/cycle.ts",
    to: "server/src/facts/names/cycle.ts",
    rule: "no-cycle-between-folders",
  },
];

const allowed: readonly Omit<Refused, "rule">[] = [
  { from: "server/src/facts/good.ts", to: "server/src/syntax/c/a.ts" },
  { from: "server/src/facts/even.ts", to: "server/src/facts/odd.ts" },
  { from: "server/src/facts/odd.ts", to: "server/src/facts/even.ts" },
  { from: "server/src/rules/shmem/good.ts", to: "server/src/rules/rule.ts" },
  { from: "server/src/rules/shmem/good2.ts", to: "server/src/rules/helpers/a.ts" },
  { from: "server/src/rules/registry.ts", to: "server/src/rules/shmem/c.ts" },
  { from: "server/src/lsp/good.ts", to: "vscode-languageserver" },
  { from: "server/src/syntax/c/good.ts", to: "tree-sitter" },
  { from: "server/src/syntax/sql/good.ts", to: "libpg-query" },
  { from: "server/src/base/good.ts", to: "node:path/posix" },
  { from: "client/src/good.ts", to: "server/src/protocol/good.ts" },
  { from: "client/src/good2.ts", to: "vscode" },
  { from: "cli/src/good.ts", to: "server/src/engine/a.ts" },
  { from: "devpg/src/project/good.ts", to: "server/src/syntax/makefile/a.ts" },
  { from: "devpg/src/host/good.ts", to: "node:child_process" },
];

function isProjectFile(module: string): boolean {
  return module.endsWith(".ts");
}

function importOf({ from, to }: Omit<Refused, "rule">): string {
  if (!isProjectFile(to)) return `import * as it from "${to}";\nexport const used: unknown = it;\n`;
  const path = relative(dirname(from), to).replace(/\.ts$/, "");
  return `import * as it from "${path.startsWith(".") ? path : `./${path}`}";\nexport const used: unknown = it;\n`;
}

function filesOf(imports: readonly Omit<Refused, "rule">[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const { to } of imports) {
    if (isProjectFile(to) && !to.includes("missing")) files[to] = "export const used: unknown = 1;\n";
  }
  for (const one of imports) files[one.from] = importOf(one);
  return files;
}

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
  /** The modules of a cycle; it is reported once, at an arbitrary one of them. */
  readonly cycle?: readonly { readonly name: string }[];
}

/** The layer rules that `path` breaks. */
function brokenBy(path: string, violations: readonly Violation[]): readonly string[] {
  const own = violations.filter(
    ({ from, cycle }) => from === path || cycle?.some(({ name }) => name === path),
  );
  return own.map((violation) => violation.rule.name);
}

function cruise(fixture: Fixture): readonly Violation[] {
  const folders = ["server", "client", "cli", "devpg"];
  const args = [...folders, "--config", ".dependency-cruiser.cjs", "--output-type", "json"];
  const answer = fixture.runJson("dependency-cruiser/bin/dependency-cruise.mjs", args);
  return (answer as { summary: { violations: Violation[] } }).summary.violations;
}

describe("the layer rules", () => {
  const fixture = new Fixture(filesOf([...allowed, ...refused]));
  let violations: readonly Violation[] = [];
  beforeAll(() => {
    violations = cruise(fixture);
  }, 60_000);
  afterAll(() => fixture.dispose());

  it.each(refused)("refuse $to in $from ($rule)", ({ from, rule }) => {
    expect(brokenBy(from, violations)).toContain(rule);
  });

  it.each(allowed)("accept $to in $from", ({ from }) => {
    expect(brokenBy(from, violations)).toEqual([]);
  });

  it("are all shown to bite", async () => {
    const config = (await import(`${projectRoot}/.dependency-cruiser.cjs`)) as {
      default: { forbidden: { name: string }[] };
    };
    const proved = new Set(refused.map(({ rule }) => rule));
    expect(config.default.forbidden.map(({ name }) => name).filter((name) => !proved.has(name))).toEqual([]);
  });
});
