/** `dynpgext/entityPlace`: asks where the sources bring something into being that a running server names. */
export const entityPlaceMethod = "dynpgext/entityPlace";

export interface EntityPlaceParams {
  /**
   * `shmemName`: where the memory is allocated; `worker`: where the worker of this `bgw_name` is registered;
   * `cFunction`, `sqlFunction`, `extension`: the definition, for an extension its control file.
   */
  readonly kind: "shmemName" | "worker" | "cFunction" | "sqlFunction" | "extension";
  readonly name: string;
  /** URI of the workspace folder whose places come first. */
  readonly folder?: string;
}

/** The answer is a list, the best place first; empty when the sources do not tell. */
export interface EntityPlace {
  readonly uri: string;
  /** Zero-based, in UTF-16 code units, as everywhere in the protocol. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}
