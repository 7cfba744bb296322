/**
 * The command behind "Explain rule", with the rule's id as its only argument. A client that has it itself says so
 * in its initialization options (`ClientOptions.commands`); for the others the server opens the rule's page.
 */
export const explainRuleCommand = "dynpgext.explainRule";

/** `initializationOptions` that a client may send. */
export interface ClientOptions {
  /** Commands that the client carries out itself. */
  readonly commands?: readonly string[];
  /** False when another extension colours the words of C files: an editor shows the tokens of one server only. */
  readonly semanticTokens?: boolean;
  /** The settings, for clients that do not answer `workspace/configuration`. */
  readonly dynpgext?: unknown;
}
