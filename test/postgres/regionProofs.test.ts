import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../devpg/src/host/database";
import { rules } from "../../server/src/rules/registry";
import type { RuleExample, RuleProof } from "../../server/src/rules/rule";
import { readCase, withoutPins } from "../rules/caseFile";
import { startLoaderServer, type LoaderServer } from "./loader/loaderServer";
import { repository, value } from "./sandbox";

const run = promisify(execFile);

interface Proof {
  readonly rule: string;
  readonly title: string;
  readonly example: RuleExample;
  readonly proof: RuleProof;
}

const proofs: readonly Proof[] = rules.flatMap(({ id, examples }) =>
  examples.flatMap((example) =>
    example.proof ? [{ rule: id, title: example.title, example, proof: example.proof }] : [],
  ),
);

let server: LoaderServer;
/** A session that does nothing: when it is closed, the server has noticed that another one crashed. */
let witness: Database;
beforeAll(async () => {
  server = await startLoaderServer([], { settings: ["dynpgext_dev.clobber_freed_memory = on"] });
  witness = (await server.session()).database;
}, 120_000);
afterAll(async () => {
  await witness.end();
  await server.remove();
});

/** Builds the C of an example into a library of the server. Warnings are none of our business: the fault may cause some. */
async function build(name: string, text: string): Promise<void> {
  const { installation, sandbox } = server;
  const folder = join(sandbox.root, "proofs", name);
  mkdirSync(folder, { recursive: true });
  const sources: string[] = [];
  for (const [file, source] of readCase(withoutPins(text)).files) {
    writeFileSync(join(folder, file), source);
    if (file.endsWith(".c")) sources.push(join(folder, file));
  }
  const includes = [`-I${folder}`, `-I${installation.includedirServer}`];
  includes.push(`-I${join(repository, "devpg", "loader", "include")}`);
  const target = join(installation.pkglibdir, `${name}.so`);
  // Without optimisation: a compiler that sees the fault may do anything.
  const flags = ["-O0", "-g", "-fPIC", "-w", "-D_GNU_SOURCE", "-shared"];
  await run("gcc", [...flags, ...includes, "-o", target, ...sources], { timeout: 60_000 });
}

/** Waits until the server has ended all sessions because of a crash, and has started over. */
async function afterCrash(): Promise<void> {
  await witness.closed;
  const connect = async (): Promise<boolean> => {
    const result = await server.sandbox.postgres.connect(null);
    if (result.ok) witness = result.value;
    return result.ok;
  };
  await expect.poll(connect, { timeout: 20_000 }).toBe(true);
}

/** Opens a session that sees the schema of a proof. */
async function openSession(schema: string, shown: string[]): Promise<Database> {
  const { database } = await server.session();
  value(await database.run(`SET search_path = ${schema}, pg_catalog`));
  database.onNotice(({ severity, message }) => shown.push(`${severity}: ${message}`));
  return database;
}

/** What the statements show, as `RuleProof` describes it. */
async function show(database: Database, script: string, shown: string[]): Promise<string> {
  const result = await database.run(script);
  if (result.ok) {
    for (const row of result.value.at(-1)?.rows ?? []) shown.push(row.map((cell) => cell ?? "").join(" | "));
  } else {
    const { code, serverMessage, message } = result.problem;
    const isCrash = code === "connection-lost";
    if (isCrash) await afterCrash();
    shown.push(isCrash ? "the server crashes" : `ERROR: ${serverMessage?.message ?? message}`);
  }
  return shown.join("\n");
}

async function observe(name: string, text: string, proof: RuleProof): Promise<string> {
  await build(name, text);
  const shown: string[] = [];
  const first = await openSession(name, shown);
  value(await first.run(`CREATE SCHEMA ${name}`));
  value(await first.run(proof.script.replaceAll("MODULE_PATHNAME", `$libdir/${name}`)));
  const result = await show(first, proof.run, shown);
  if (proof.runElsewhere === undefined) return result;
  const elsewhere: string[] = [];
  return show(await openSession(name, elsewhere), proof.runElsewhere, elsewhere);
}

it("at least eight rules show on a server what they report", () => {
  expect(new Set(proofs.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(8);
});

describe.each(proofs.map((proof, index) => [`${proof.rule}: ${proof.title}`, proof, index] as const))(
  "%s",
  (_name, { rule, example, proof }, index) => {
    const name = (kind: string): string => `proof_${index}_${rule.replaceAll("-", "_")}_${kind}`.slice(0, 60);

    it("the bad one goes wrong as its page says", async () => {
      expect(await observe(name("bad"), example.bad, proof)).toBe(proof.bad);
    }, 60_000);

    it("the good one gives the right result", async () => {
      expect(proof.good).not.toBe(proof.bad);
      expect(await observe(name("good"), example.good, proof)).toBe(proof.good);
    }, 60_000);
  },
);
