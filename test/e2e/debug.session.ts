/** The tests that debug, in one VS Code with `examples/hello_dynpgext` open and a real server and debugger behind it. */
import "./debug";

export { run } from "./suite";
