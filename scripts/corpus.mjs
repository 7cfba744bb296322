#!/usr/bin/env node
/**
 * Checks real code with the built command line and compares the outcome with what was read and judged before.
 *
 *   npm run corpus                        extensions, PostgreSQL's contrib and src; what is missing is fetched
 *   npm run corpus -- --only extensions   one of them (extensions, contrib, src), or several with commas
 *   npm run corpus -- --fetch             fetch, print the sizes, check nothing
 *   CORPUS_DIR=/a:/b npm run corpus       these folders instead, nothing is fetched
 *   UPDATE_GOLDEN=1 npm run corpus        rewrite test/corpus/expected; a new finding gets the verdict "unread"
 *
 * Over extensions and contrib also: how often "go to definition" leads from an SQL function to its C function,
 * and whether any request of the editor throws at random places. Over all of them: the share of calls whose effect
 * on memory is known, and the share of functions whose memory regions are followed to the end.
 *
 * Exit code 1: a finding at error or warning level without a verdict (or judged false), an internal error, a
 * crash, more than 1.5 % of the functions of extensions or contrib in parse holes, fewer than 95 % of those
 * definitions, or a request that throws, fewer than 85 % of the calls known or 99.5 % of the functions analysed to
 * their end. 2: nothing to check.
 * Each workspace is checked a second time without what its own macros teach, for the share of holes only.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { checkDefinitions } from "./corpus/checkDefinitions.mjs";
import { checkRegionKnowledge } from "./corpus/checkRegionKnowledge.mjs";
import { checkRequests } from "./corpus/checkRequests.mjs";
import { checkWorkspace, cliBundle } from "./corpus/checkWorkspace.mjs";
import { faultsOf, judgeFindings, keptFinding } from "./corpus/expectations.mjs";
import { readExpected, writeExpected } from "./corpus/expectedFile.mjs";
import { fetchCorpus } from "./corpus/fetchCorpus.mjs";
import { figuresOf, figuresText } from "./corpus/figures.mjs";
import { serverPackage } from "./corpus/packages.mjs";
import { printOutcome } from "./corpus/printOutcome.mjs";
import { corporaOf, corpusInCache, knownCorpora } from "./corpus/workspaces.mjs";

const updates = process.env.UPDATE_GOLDEN === "1";

async function main() {
  const { values } = parseArgs({ options: { only: { type: "string" }, fetch: { type: "boolean" } } });
  const names = values.only?.split(",") ?? knownCorpora;
  const unknown = names.filter((name) => !knownCorpora.includes(name));
  if (unknown.length > 0)
    throw new Error(`Unknown corpus ${unknown.join(", ")}; there are ${knownCorpora.join(", ")}.`);
  const given = process.env.CORPUS_DIR;
  const corpora = given ? corporaOf(given) : await fetchedCorpora(names);
  for (const corpus of corpora) {
    const folders = corpus.workspaces.map((workspace) => path.join(corpus.root, workspace));
    console.log(
      `${corpus.name}: ${folders.length} ${folders.length === 1 ? "workspace" : "workspaces"}, ${figuresText(figuresOf(folders))} in ${corpus.root}`,
    );
  }
  if (values.fetch) return 0;
  if (corpora.every(({ workspaces }) => workspaces.length === 0))
    throw new Error("There is nothing to check.");
  if (!existsSync(cliBundle)) throw new Error("dist/cli.js is missing: run `npm run build` first.");
  let faults = 0;
  for (const corpus of corpora.filter(({ workspaces }) => workspaces.length > 0))
    faults += await checkCorpus(corpus);
  const packages = corpora.filter(({ name }) => name !== "src");
  faults += await checkDefinitions(packages);
  faults += await checkRequests(packages);
  faults += await checkRegionKnowledge(corpora);
  console.log(faults === 0 ? "\ncorpus: passed" : `\ncorpus: ${faults} faults`);
  return faults === 0 ? 0 : 1;
}

/** Fetches what is missing and says what could not be had. */
async function fetchedCorpora(names) {
  const parts = [...new Set(names.map((name) => (name === "extensions" ? "extensions" : "postgresql")))];
  const wantedVersions = {};
  for (const name of names) Object.assign(wantedVersions, (await readExpected(name)).versions);
  const { present, missing } = await fetchCorpus(parts, { wantedVersions, log: (line) => console.log(line) });
  for (const { name, reason } of missing) console.log(`NOT AVAILABLE ${name}: ${reason}`);
  for (const { name, version } of present) {
    const wanted = wantedVersions[name];
    if (wanted !== undefined && wanted !== version)
      console.log(`note: ${name} is ${version}; its findings were read for ${wanted}`);
  }
  const versionOf = new Map(present.map(({ name, version }) => [name, version]));
  return names.map((name) => {
    const corpus = corpusInCache(name);
    const packages = name === "extensions" ? corpus.workspaces : [serverPackage];
    const versions = packages.filter((one) => versionOf.has(one)).map((one) => [one, versionOf.get(one)]);
    return { ...corpus, versions: Object.fromEntries(versions) };
  });
}

/** Checks every workspace of a corpus, prints the outcome and returns the number of faults. */
async function checkCorpus(corpus) {
  const expected = await readExpected(corpus.name);
  const outcome = await outcomeOf(corpus);
  // Findings of packages that could not be had stay as they are: nothing can be said about them now.
  const isHere = ({ path: file }) => corpus.workspaces.includes(file.split("/")[0]);
  const elsewhere = expected.findings.filter((finding) => !isHere(finding));
  const { judged, gone } = judgeFindings(outcome.findings, expected.findings.filter(isHere));
  const faults = faultsOf({ ...outcome, judged, isBudgeted: corpus.name !== "src" });
  const { figures: before } = expected;
  const expectedFindings = before === undefined ? undefined : expected.findings.filter(isHere).length;
  printOutcome({ corpus, outcome, judged, gone, faults, before, expectedFindings });
  if (updates) {
    const { files, functions, holes, holesUnlearned, timeMs, peakMemoryBytes } = outcome;
    const figures = {
      files,
      functions,
      holes,
      holesUnlearned,
      timeSeconds: Math.round(timeMs / 1000),
      peakMemoryMb: Math.round(peakMemoryBytes / 1e6),
    };
    const versions = { ...expected.versions, ...corpus.versions };
    await writeExpected(corpus.name, { versions, figures, findings: [...judged, ...elsewhere] });
  }
  return faults.length;
}

async function outcomeOf({ root, workspaces }) {
  const outcome = {
    files: 0,
    functions: 0,
    holes: { files: 0, functions: 0 },
    holesUnlearned: { files: 0, functions: 0 },
    timeMs: 0,
    peakMemoryBytes: 0,
  };
  const lists = { findings: [], internalErrors: [], failures: [], perWorkspace: [] };
  for (const workspace of workspaces) {
    const checked = await checkWorkspace(root, workspace);
    const unlearned = await checkWorkspace(root, workspace, ["--no-learn-macros"]);
    const failure = checked.failure ?? unlearned.failure;
    if (failure !== undefined) {
      lists.failures.push({ workspace, failure });
      continue;
    }
    const { report, timeMs, peakMemoryBytes } = checked;
    outcome.holesUnlearned.files += unlearned.report.holes.files;
    outcome.holesUnlearned.functions += unlearned.report.holes.functions;
    outcome.files += report.files;
    outcome.functions += report.functions;
    outcome.holes.files += report.holes.files;
    outcome.holes.functions += report.holes.functions;
    outcome.timeMs += timeMs;
    outcome.peakMemoryBytes = Math.max(outcome.peakMemoryBytes, peakMemoryBytes);
    lists.findings.push(...report.findings.map(keptFinding));
    lists.internalErrors.push(...report.internalErrors);
    lists.perWorkspace.push({
      workspace,
      functions: report.functions,
      inHoles: report.holes.functions,
      timeMs,
    });
  }
  return { ...outcome, ...lists };
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`corpus: ${error.message}`);
  process.exitCode = 2;
}
