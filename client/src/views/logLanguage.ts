/** Language of our output channels, which the grammar in `syntaxes` colours. */
export const logLanguage = "dynpgext-log";
