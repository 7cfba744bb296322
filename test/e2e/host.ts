/** What the wrapper in the extension host gives to a suite: a way to say something and to ask the launcher for something. */
export type Host = {
  readonly log: (text: string) => void;
  /** Asks for an action on the page that shows the workbench, see test/host/launcher/pageActions.mjs. */
  readonly request: (action: string, argument: object) => Promise<unknown>;
};

let current: Host | undefined;

/** Called once, before the first test. */
export function useHost(host: Host): void {
  current = host;
}

/** The host of the running suite. */
export function host(): Host {
  if (current === undefined) throw new Error("No suite is running.");
  return current;
}
