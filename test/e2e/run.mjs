#!/usr/bin/env node
/**
 * Runs the end-to-end tests in a real VS Code. Expects a build in `dist/`.
 *
 *   node test/e2e/run.mjs [--newest] [--json FILE] [--only TEXT] [SESSION ...]
 *
 * `--json` writes `{ passed, failed }`. `--only` runs the tests that have TEXT in their name. The exit code is 0 only when every session reported and no test failed.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { endingSignal } from "../host/launcher/endings.mjs";
import { runSession } from "./runSession.mjs";
import { sessions } from "./sessions.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const { values, positionals } = parseArgs({
  options: {
    newest: { type: "boolean", default: false },
    json: { type: "string" },
    only: { type: "string", default: "" },
  },
  allowPositionals: true,
});

// The launcher ends itself and everything below it when this process is gone.
endingSignal().addEventListener("abort", () => process.exit(130));

const total = { passed: 0, failed: 0 };
const isChosen = ({ name, onlyWhenNamed }) =>
  positionals.length === 0 ? onlyWhenNamed !== true : positionals.includes(name);
for (const session of sessions.filter(isChosen)) {
  process.stdout.write(`--- ${session.name}: VS Code with ${session.workspace}\n`);
  try {
    const { passed, failed } = await runSession(ROOT, session, {
      variant: values.newest ? "newest" : "pinned",
      only: values.only,
    });
    total.passed += passed;
    total.failed += failed;
  } catch (error) {
    process.stdout.write(`FAILED ${session.name}: ${error.message}\n`);
    total.failed += 1;
  }
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(total));
process.stdout.write(`end to end: ${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.passed > 0 && total.failed === 0 ? 0 : 1;
