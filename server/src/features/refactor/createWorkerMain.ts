import { databaseConnectionFlag } from "../../pg/backgroundWorker";
import { hasFlag, workerField, type Registration } from "../../index/interfaceUse";
import type { EditorWorkspace } from "../editorWorkspace";
import { namesOf } from "../hover/describeWorker";
import { occurrencesAt } from "../occurrencesAt";
import { addIncludes, appendCode } from "./insertionPlaces";
import type { Refactoring } from "./refactoring";

const always = [
  "miscadmin.h",
  "pgstat.h",
  "postmaster/bgworker.h",
  "postmaster/interrupt.h",
  "storage/ipc.h",
  "storage/latch.h",
];
const forDatabase = ["access/xact.h", "tcop/tcopprot.h", "utils/guc.h", "utils/snapmgr.h"];

/** For a worker whose main function is not there: the function, with signals, latch, interrupts and transaction. */
export function createWorkerMain(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): readonly Refactoring[] {
  const { index } = workspace;
  const missing = occurrencesAt(workspace, path, offset).find(
    ({ entity, role }) =>
      entity.kind === "cFunction" && entity.scope === undefined && (role === "link" || role === "spell"),
  );
  if (!missing) return [];
  const { name } = missing.entity;
  const registration = index.interfaceLibraries
    .flatMap((view) => view.registrations)
    .find((one) => namesOf(one, "bgw_function_name").includes(name));
  const file = registration && index.cFiles.get(registration.event.fn.path);
  if (!registration || !file || !/^[A-Za-z_]\w*$/u.test(name)) return [];
  const connects = connectsToDatabase(registration);
  const edits = [
    ...addIncludes(file, [...always, ...(connects ? forDatabase : [])].sort()),
    appendCode(file, connects ? databaseMain(name, registration) : plainMain(name)),
  ];
  return [{ title: `Create the worker's main function ${name}`, kind: "rewrite", edits }];
}

function connectsToDatabase(registration: Registration): boolean {
  const flags = workerField(registration, "bgw_flags")?.entry.value;
  return flags !== undefined && hasFlag(flags, databaseConnectionFlag) === true;
}

const wait = `		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
						 10 * 1000L, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
`;

function head(name: string): string {
  return `extern PGDLLEXPORT void ${name}(Datum main_arg);\n\nvoid\n${name}(Datum main_arg)\n{\n`;
}

function plainMain(name: string): string {
  return `${head(name)}	/* Without a database there is no statement to cancel: leave the loop when asked to. */
	pqsignal(SIGTERM, SignalHandlerForShutdownRequest);
	BackgroundWorkerUnblockSignals();

	while (!ShutdownRequestPending)
	{
${wait}	}
}
`;
}

function databaseMain(name: string, { isDatabaseLocal }: Registration): string {
  const connection =
    isDatabaseLocal === false
      ? `	BackgroundWorkerInitializeConnection("postgres", NULL, 0);\n`
      : `	/* The argument is the oid of the database. */
	BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(main_arg), InvalidOid, 0);\n`;
  return `${head(name)}	pqsignal(SIGTERM, die);
	pqsignal(SIGHUP, SignalHandlerForConfigReload);
	BackgroundWorkerUnblockSignals();

${connection}
	for (;;)
	{
${wait}
		if (ConfigReloadPending)
		{
			ConfigReloadPending = false;
			ProcessConfigFile(PGC_SIGHUP);
		}

		SetCurrentStatementStartTimestamp();
		StartTransactionCommand();
		PushActiveSnapshot(GetTransactionSnapshot());

		/* What the worker does in the database. */

		PopActiveSnapshot();
		CommitTransactionCommand();
	}
}
`;
}
