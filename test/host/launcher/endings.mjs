const PARENT_POLL_MS = 500;

/**
 * An AbortSignal that fires when this process is asked to end (Ctrl-C, SIGTERM, a closed terminal) or when the process
 * that started it is gone. Its reason says which.
 */
export function endingSignal() {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => controller.abort(signal));
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) controller.abort("the starting process is gone");
  }, PARENT_POLL_MS);
  watch.unref();
  return controller.signal;
}

/** Rejects when `signal` fires, with its reason as the message. Never resolves. */
export function rejectOnAbort(signal) {
  return new Promise((_, reject) => {
    const fail = () => reject(new Error(`ended: ${signal.reason}`));
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
}
