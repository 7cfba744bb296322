/** The tests that run in one VS Code with `examples/broken_dynpgext` open. */
import "./activation";

export { run } from "./suite";
