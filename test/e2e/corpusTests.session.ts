/** One VS Code with a copy of a real extension, whose verdicts in the Testing view are compared (scripts/corpus/regress.mjs). */
import "./corpusTests";

export { run } from "./suite";
