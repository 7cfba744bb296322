/** The tests that run in one VS Code with `examples/hello_dynpgext` open, in which nothing is wrong. */
import "./cleanFolder";
import "./writing";

export { run } from "./suite";
