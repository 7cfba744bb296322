"use strict";

/**
 * The layers of ARCHITECTURE.md, as rules. `test/architecture` proves that each of them refuses a bad import.
 *
 *   base ← pg, syntax ← facts ← flow ← index ← rules ← engine ← features ← lsp
 *   cli → engine, devpg        client → devpg, protocol
 */

/** The layers of the server: what each may import besides itself and `base`. */
const layers = {
  base: [],
  protocol: [],
  pg: [],
  syntax: ["pg"],
  facts: ["pg", "syntax"],
  flow: ["pg", "syntax", "facts"],
  index: ["pg", "syntax", "facts", "flow"],
  rules: ["pg", "syntax", "facts", "flow", "index"],
  engine: ["pg", "syntax", "facts", "flow", "index", "rules"],
  features: ["protocol", "pg", "syntax", "facts", "flow", "index", "rules", "engine"],
  files: ["pg", "engine"],
  lsp: ["protocol", "pg", "syntax", "facts", "flow", "index", "rules", "engine", "features", "files"],
};

function layerRules() {
  return Object.entries(layers).map(([layer, below]) => ({
    name: `layer-${layer}`,
    severity: "error",
    comment: `server/src/${layer} may import ${[layer, "base", ...below].join(", ")} and nothing else of the project.`,
    from: { path: `^server/src/${layer}/` },
    to: {
      path: "^(server|client|cli|devpg|test|scripts)/",
      pathNot: `^server/src/(${[layer, ...(layer === "protocol" ? [] : ["base"]), ...below].join("|")})/`,
    },
  }));
}

/** A package as dependency-cruiser names it: resolved below node_modules, its types, or by its bare name. */
function packagePath(names) {
  return `(^|node_modules/)(@types/)?(${names})(/|$)`;
}

const programs = "^(client|server|cli|devpg)/src/";

module.exports = {
  forbidden: [
    ...layerRules(),
    {
      name: "cli-sees-engine-and-devpg",
      severity: "error",
      comment: "The command line asks the engine; it does not reach into the analysis.",
      from: { path: "^cli/" },
      to: { path: "^(client/|test/|scripts/|server/src/(syntax|facts|flow|index|features|protocol)/)" },
    },
    {
      name: "client-sees-protocol-and-devpg",
      severity: "error",
      comment: "The client knows the server by its protocol alone (invariant 9).",
      from: { path: "^client/" },
      to: { path: "^(server|cli|test|scripts)/", pathNot: "^server/src/protocol/" },
    },
    {
      name: "devpg-never-analyses-c",
      severity: "error",
      comment: "devpg reads build files and knows base types; C is the server's (invariant 8).",
      from: { path: "^devpg/" },
      to: {
        path: "^(server|client|cli|test|scripts)/",
        pathNot: "^server/src/(base/|pg/|syntax/(control|makefile|meson|cmake)/)",
      },
    },
    {
      name: "devpg-pure-parts",
      severity: "error",
      comment: "project, plan and interpret are pure; effects are in devpg/src/host.",
      from: { path: "^devpg/src/(project|plan|interpret)/" },
      to: { path: "^devpg/src/", pathNot: "^devpg/src/(project|plan|interpret)/" },
    },
    {
      name: "rule-imports-rule",
      severity: "error",
      comment:
        "Rules do not know each other: share a fact, an analysis or a function of rules/helpers (invariant 7).",
      from: { path: "^server/src/rules/[^/]+/", pathNot: "^server/src/rules/helpers/" },
      to: { path: "^server/src/rules/", pathNot: "^server/src/rules/(helpers/|rule\\.ts$)" },
    },
    {
      name: "helper-imports-rule",
      severity: "error",
      comment: "Helpers serve rules, never the other way round.",
      from: { path: "^server/src/rules/helpers/" },
      to: { path: "^server/src/rules/", pathNot: "^server/src/rules/(helpers/|rule\\.ts$)" },
    },
    {
      name: "tree-sitter-in-syntax-only",
      severity: "error",
      comment: "tree-sitter objects never leave server/src/syntax (invariant 5).",
      from: { path: programs, pathNot: "^server/src/syntax/" },
      to: { path: packagePath("tree-sitter|tree-sitter-c") },
    },
    {
      name: "libpg-query-in-sql-only",
      severity: "error",
      comment: "The SQL grammar is used in server/src/syntax/sql only.",
      from: { path: programs, pathNot: "^server/src/syntax/sql/" },
      to: { path: packagePath("libpg-query|@pgsql/types") },
    },
    {
      name: "vscode-in-client-only",
      severity: "error",
      comment: "The editor's API exists in the client only.",
      from: { path: programs, pathNot: "^client/" },
      to: { path: packagePath("vscode") },
    },
    {
      name: "lsp-packages-in-lsp-only",
      severity: "error",
      comment: "The language server protocol's types stop at server/src/lsp.",
      from: { path: programs, pathNot: "^(server/src/lsp|client)/" },
      to: { path: packagePath("vscode-(languageserver|languageclient|jsonrpc)[a-z-]*") },
    },
    {
      name: "client-uses-languageclient",
      severity: "error",
      comment: "The client speaks through vscode-languageclient, the server through vscode-languageserver.",
      from: { path: "^client/" },
      to: { path: packagePath("vscode-languageserver(-textdocument)?") },
    },
    {
      name: "processes-in-host-only",
      severity: "error",
      comment: "Only devpg/src/host starts processes (invariant 8).",
      from: { path: programs, pathNot: "^devpg/src/host/" },
      to: { path: "^(node:)?(child_process|cluster)$" },
    },
    {
      name: "database-in-host-only",
      severity: "error",
      comment: "Database connections are made in devpg/src/host.",
      from: { path: programs, pathNot: "^devpg/src/host/" },
      to: { path: "(^|node_modules/)(@types/)?pg(/|$)", pathNot: "^server/src/pg/" },
    },
    {
      name: "pure-folders-do-no-io",
      severity: "error",
      comment: "Files, processes, clocks and sockets are handed in (invariant 2).",
      from: {
        path: "^(server/src/(base|pg|syntax|facts|flow|index|rules|engine|features|protocol)|devpg/src/(project|plan|interpret))/",
      },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?path/posix$" },
    },
    {
      name: "no-cycle-between-folders",
      severity: "error",
      comment:
        "Folders are the parts of the design and have an order. Inside one folder modules may call each other, " +
        "as the parts of a recursive walk do.",
      from: { path: "^((?:client|server|cli|devpg)/src/.*/)[^/]+$" },
      to: {
        circular: true,
        via: { pathNot: "^$1[^/]+$" },
        viaOnly: { dependencyTypesNot: ["type-only"] },
      },
    },
    {
      name: "no-dev-package-in-product",
      severity: "error",
      comment: "What ships may only need what is installed with it.",
      from: { path: programs },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["type-only"],
        pathNot: "node_modules/(@types|@pgsql/types)/",
      },
    },
    {
      name: "not-resolvable",
      severity: "error",
      comment: "An import that leads nowhere.",
      from: { path: programs },
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|out|coverage|\\.cache)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
      mainFields: ["module", "main", "types"],
    },
    skipAnalysisNotInRules: true,
  },
};
