import type { Log } from "./log";

/**
 * The handler of a notification that never throws: an exception is logged, and only this message is lost.
 */
export function guarded<Params>(
  log: Log,
  what: string,
  handle: (params: Params) => void,
): (params: Params) => void {
  return (params) => {
    try {
      handle(params);
    } catch (error) {
      log.failure(what, error);
    }
  };
}

/** The handler of a request that logs an exception before the client gets it as the answer to this one request. */
export function guardedRequest<Args extends readonly unknown[], Answer>(
  log: Log,
  what: string,
  handle: (...args: Args) => Answer | Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  return async (...args) => {
    try {
      return await handle(...args);
    } catch (error) {
      log.failure(what, error);
      throw error;
    }
  };
}
