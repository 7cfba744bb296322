/** Hands what arrives to those who wait for it. Nothing is kept: only waiters that exist on arrival see a message. */
export class Mailbox<T> {
  private readonly waiters = new Set<{
    accepts(message: T): boolean;
    resolve(message: T): void;
    reject(reason: Error): void;
  }>();
  private closedBy: Error | undefined;

  deliver(message: T): void {
    for (const waiter of [...this.waiters]) {
      if (waiter.accepts(message)) {
        this.waiters.delete(waiter);
        waiter.resolve(message);
      }
    }
  }

  /** The next message that is accepted. Rejects after `timeoutMs`, or when the mailbox is closed before. */
  next(accepts: (message: T) => boolean, timeoutMs: number, describe: () => string): Promise<T> {
    if (this.closedBy !== undefined) return Promise.reject(this.closedBy);
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        reject(new Error(`Nothing came within ${timeoutMs} ms: ${describe()}`));
      }, timeoutMs);
      const waiter = {
        accepts,
        resolve: (message: T) => (clearTimeout(timer), resolve(message)),
        reject: (reason: Error) => (clearTimeout(timer), reject(reason)),
      };
      this.waiters.add(waiter);
    });
  }

  close(reason: Error): void {
    this.closedBy = reason;
    for (const waiter of this.waiters) waiter.reject(reason);
    this.waiters.clear();
  }
}
