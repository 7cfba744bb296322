/** The tests that run in one VS Code with `examples/broken_regions` open: a function that uses memory after its end. */
import "./memoryRegions";

export { run } from "./suite";
