import type { NewExtension, TemplateBuildSystem } from "./newExtension";

/** Where the checker is published. */
const repository = "https://github.com/dynpgext/dynpgext-vscode.git";

const packages: Readonly<Record<TemplateBuildSystem, string>> = {
  pgxs: "make",
  meson: "meson ninja-build",
  cmake: "cmake make",
};

/** As an author does it by hand; the server of the runner is that of its distribution. */
const steps: Readonly<Record<TemplateBuildSystem, readonly [string, string][]>> = {
  pgxs: [
    ["Build", "make"],
    ["Install", "sudo make install"],
    ["Test", "make installcheck || { cat regression.diffs; exit 1; }"],
  ],
  meson: [
    ["Build", "meson setup build && ninja -C build"],
    ["Install", "sudo meson install -C build"],
    ["Test", "meson test -C build --print-errorlogs"],
  ],
  cmake: [
    ["Build", "cmake -S . -B build && cmake --build build"],
    ["Install", "sudo cmake --install build"],
    ["Test", "ctest --test-dir build --output-on-failure"],
  ],
};

/** Path and text of a workflow that checks, builds and tests a new extension. */
export function ciWorkflow({ name, kind, system }: NewExtension): readonly [string, string] {
  const run = [
    [
      "Get dynpgext",
      `git clone --depth 1 ${repository} "$RUNNER_TEMP/dynpgext" && cd "$RUNNER_TEMP/dynpgext" && npm ci && npm run build`,
    ],
    ["Check", 'node "$RUNNER_TEMP/dynpgext/dist/cli.js" check --format github .'],
    [
      "Install PostgreSQL",
      `sudo apt-get update && sudo apt-get install --yes gcc ${packages[system]} postgresql postgresql-server-dev-all`,
    ],
    // The regression test of an extension for a loader needs a server that has one.
    ...(kind === "dynpgext"
      ? [["Build and load", 'node "$RUNNER_TEMP/dynpgext/dist/cli.js" load .']]
      : [
          [
            "Start PostgreSQL",
            'sudo service postgresql start && sudo -u postgres createuser --superuser "$USER"',
          ],
          ...steps[system],
        ]),
  ] as const;
  const text = run.map(([title, command]) => `      - name: ${title}\n        run: ${command}\n`).join("");
  return [".github/workflows/check.yml", `${head(name)}${text}`];
}

function head(name: string): string {
  return `name: ${name}

on: [push, pull_request]

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
`;
}
