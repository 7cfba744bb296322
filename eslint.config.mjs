import tseslint from "typescript-eslint";

/** Folders whose code is a pure function of its input: no IO, no clock, no waiting (ARCHITECTURE.md, invariant 2). */
export const pureFolders = [
  "server/src/{base,pg,syntax,facts,flow,index,rules,engine,features,protocol}/**/*.ts",
  "devpg/src/{project,plan,interpret}/**/*.ts",
];

/** Where the SQL grammar is loaded: compiling WebAssembly is asynchronous, parsing with it is not. */
const grammarLoader = ["server/src/syntax/sql/**/*.ts"];

const sources = ["{client,server,cli,devpg}/src/**/*.ts"];
const tests = ["test/**/*.ts"];
const dataTables = ["server/src/pg/**/*.ts", "server/src/rules/registry.ts"];

const impureGlobals = [
  ...["process", "console", "fetch", "require", "__dirname", "__filename", "globalThis", "global"],
  ...["Date", "performance"],
  ...["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate"],
  ...["queueMicrotask", "Worker", "WebSocket", "BroadcastChannel", "MessageChannel"],
];

/** Of Node's own modules only the string functions of `node:path/posix` are pure. */
const nodeModules =
  "^(node:(?!path/posix$)|(assert|async_hooks|buffer|child_process|cluster|crypto|dgram|dns|events|fs|http|http2|https|" +
  "module|net|os|path|perf_hooks|process|readline|stream|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)(/|$))";

const noAsync = [
  { selector: ":function[async=true]", message: "Pure code is synchronous (conventions 1)." },
  { selector: "AwaitExpression", message: "Pure code is synchronous (conventions 1)." },
  { selector: "NewExpression[callee.name='Promise']", message: "Pure code is synchronous (conventions 1)." },
];

const noSkippedTests = [
  {
    selector:
      "MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|skipIf|runIf)$/]",
    message:
      "No skipped or focused tests: assert what happens today and say why it is wrong (conventions 7).",
  },
];

export default tseslint.config(
  {
    ignores: [
      "dist/**",
      "out/**",
      "coverage/**",
      ".cache/**",
      "node_modules/**",
      "test/host/**",
      "test/corpus/expected/**",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: [...sources, ...tests, "scripts/**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: "error",
      "no-empty": ["error", { allowEmptyCatch: false }],
      "no-var": "error",
      "prefer-const": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/require-await": "off",
      // Functions in option objects are declared as methods here; none of them uses `this`.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
      ],
      "no-restricted-syntax": ["error", ...noSkippedTests],
    },
  },
  {
    files: sources,
    rules: {
      "no-console": "error",
      "max-lines": ["error", { max: 250 }],
      "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: dataTables, rules: { "max-lines": "off", "max-lines-per-function": "off" } },
  {
    files: pureFolders,
    rules: {
      "no-restricted-globals": [
        "error",
        ...impureGlobals.map((name) => ({ name, message: "Pure code sees only its input (conventions 1)." })),
      ],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Equal input gives equal output (conventions 1)." },
      ],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: nodeModules,
              message: "Pure code does no IO: what it needs is handed in (conventions 1).",
            },
            { regex: "^(vscode|pg|vscode-.+)$", message: "Pure code knows no editor, protocol or database." },
          ],
        },
      ],
      "no-restricted-syntax": ["error", ...noAsync],
    },
  },
  {
    // The kinds of tree-sitter nodes are the grammar's, more than a hundred: there a `default` may stand for the rest.
    // In the abstract evaluation it stands for "not known", which is right for every kind that is added.
    files: ["server/src/syntax/c/**/*.ts", "server/src/flow/evaluate/**/*.ts"],
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  { files: grammarLoader, rules: { "no-restricted-syntax": "off" } },
  {
    // Fixtures and parsed JSON are untyped by nature.
    files: [...tests, "scripts/**/*.ts"],
    rules: {
      "@typescript-eslint/explicit-module-boundary-types": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-empty": ["error", { allowEmptyCatch: false }],
    },
  },
);
