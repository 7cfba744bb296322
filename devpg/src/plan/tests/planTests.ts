import { dirname, join } from "node:path/posix";
import type { ChosenTests } from "./chooseTests";
import { asArgv } from "../asArgv";
import type { CommandPlan } from "../commandPlan";
import type { Installation } from "../installation";
import { superuser } from "../superuser";

/** Where a suite is run. Paths absolute. */
export interface TestPlace {
  readonly installation: Installation;
  /** Put before a program to run it as the server's OS user. */
  readonly become: readonly string[];
  readonly socketFolder: string;
  readonly port: number;
  /** Copy of the suite's folder, in which its programs work. */
  readonly workFolder: string;
  /** The input folder within that copy. */
  readonly inputFolder: string;
  readonly expectedFolder: string;
  /** What pg_regress writes into; scripts take it for their own folder. */
  readonly outputFolder: string;
  /** A folder of the server's user for all else: their home, test servers, logs. */
  readonly scratchFolder: string;
  /** Written by us when tests of a group run at the same time. */
  readonly scheduleFile?: string;
  readonly path: string;
  /** See `TestRequest`. */
  readonly sessionDelayS?: number;
}

/** Programs that come with the server's headers, beside `pgxs.mk`. Source: src/makefiles/Makefile, REL_15_STABLE. */
export function testPrograms({ pgxs }: Pick<Installation, "pgxs">): {
  readonly pgRegress: string;
  readonly isolationRegress: string;
  readonly perlModules: string;
} {
  const source = join(dirname(pgxs), "..");
  return {
    pgRegress: join(source, "test", "regress", "pg_regress"),
    isolationRegress: join(source, "test", "isolation", "pg_isolation_regress"),
    perlModules: join(source, "test", "perl"),
  };
}

/** As `make installcheck` does it, but with the database server, the copy and the output folder of ours. */
export function planRegress({ suite, groups }: ChosenTests, place: TestPlace): CommandPlan {
  const { options, kind } = suite;
  const { installation, inputFolder, outputFolder, scheduleFile } = place;
  const { pgRegress, isolationRegress } = testPrograms(installation);
  const { database, loadExtensions, encoding, noLocale, others } = options;
  return {
    argv: asArgv([
      ...place.become,
      kind === "isolation" ? isolationRegress : pgRegress,
      ...[`--inputdir=${inputFolder}`, `--outputdir=${outputFolder}`, `--bindir=${installation.bindir}`],
      ...(installation.major >= 16 ? [`--expecteddir=${place.expectedFolder}`] : []),
      ...[
        `--host=${place.socketFolder}`,
        `--port=${place.port}`,
        `--user=${superuser}`,
        `--dbname=${database}`,
      ],
      ...(encoding === undefined ? [] : [`--encoding=${encoding}`]),
      ...(noLocale ? ["--no-locale"] : []),
      ...others,
      ...loadExtensions.map((name) => `--load-extension=${name}`),
      ...(scheduleFile === undefined
        ? groups.flat().map(({ name }) => name)
        : [`--schedule=${scheduleFile}`]),
    ]),
    cwd: place.workFolder,
    // Source: post_auth_delay, src/backend/utils/init/postinit.c, REL_15_STABLE. pg_regress adds its own to PGOPTIONS.
    env: {
      ...environment(place),
      ...(place.sessionDelayS === undefined
        ? {}
        : { PGOPTIONS: `-c post_auth_delay=${place.sessionDelayS}` }),
    },
  };
}

/** One program at a time, so that each verdict is known when it comes. Source: prove_installcheck, src/Makefile.global.in, REL_15_STABLE. */
export function planTap(program: string, place: TestPlace): CommandPlan {
  const { perlModules, pgRegress } = testPrograms(place.installation);
  return {
    argv: asArgv([
      ...[...place.become, "prove", "--norc", "--nocolor", "--verbose", "--merge"],
      ...["-I", perlModules, "-I", place.workFolder, program],
    ]),
    cwd: place.workFolder,
    env: {
      ...environment(place),
      ...{ TESTDIR: place.scratchFolder, PGPORT: `6${place.port}`, PG_REGRESS: pgRegress },
      ...{ TESTLOGDIR: join(place.scratchFolder, "log"), TESTDATADIR: join(place.scratchFolder, "data") },
    },
  };
}

/** It makes a server of its own with the programs on the PATH. */
export function planYregress(program: string, file: string, place: TestPlace): CommandPlan {
  return {
    argv: asArgv([...place.become, program, file]),
    cwd: place.workFolder,
    env: {
      ...environment(place),
      PGCONFIG: place.installation.pgConfig,
      PG_CONFIG: place.installation.pgConfig,
    },
  };
}

function environment({ installation, path, scratchFolder }: TestPlace): CommandPlan["env"] {
  // The home of root is nothing that the server's user could read.
  return { PATH: `${installation.bindir}:${path}`, HOME: scratchFolder, LANG: undefined, LC_ALL: undefined };
}
