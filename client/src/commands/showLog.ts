/** Shows the output channel with what the server reported. */
export const showLogCommand = "dynpgext.showLog";
