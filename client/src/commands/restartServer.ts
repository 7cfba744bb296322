/** Ends the language server and starts it again: everything is read anew. */
export const restartServerCommand = "dynpgext.restartServer";
