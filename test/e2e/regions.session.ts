/** The tests that run in one VS Code with `test/e2e/workspaces/regions` open: a function that uses memory after its end. */
import "./memoryRegions";

export { run } from "./suite";
