/** The commands of debugging, as `package.json` contributes them. */
export const debugCommandIds = {
  /** The lens of functions and workers: a URI, and what stands there. */
  debug: "dynpgext.devpg.debug",
  sql: "dynpgext.debug.sql",
  attachToBackend: "dynpgext.debug.attachToBackend",
  attachToWorker: "dynpgext.debug.attachToWorker",
  workerStart: "dynpgext.debug.workerStart",
  nextSession: "dynpgext.debug.nextSession",
  /** Variables of launch configurations. */
  pickBackend: "dynpgext.debug.pickBackend",
  pickWorker: "dynpgext.debug.pickWorker",
  askSql: "dynpgext.debug.askSql",
} as const;
