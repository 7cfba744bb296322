/** Work that somebody waits for, in several turns of the event loop. What is done in the background stands back. */
export class Foreground {
  private running = 0;

  get isBusy(): boolean {
    return this.running > 0;
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.running++;
    try {
      return await work();
    } finally {
      this.running--;
    }
  }
}
