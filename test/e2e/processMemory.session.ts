/** The tests that run in one VS Code with `examples/hello_dynpgext` open: memory of a process, and its death. */
import "./processMemory";

export { run } from "./suite";
