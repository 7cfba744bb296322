/** The tests that run in one VS Code with `examples/broken_dynpgext` open. */
import "./activation";
import "./missingMagic";

export { run } from "./suite";
