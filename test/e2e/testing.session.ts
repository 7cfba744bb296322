/** The tests that run in one VS Code with `examples/hello_dynpgext` open and its regression tests in the Testing view. */
import "./testing";

export { run } from "./suite";
