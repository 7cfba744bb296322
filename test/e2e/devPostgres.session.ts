/** The tests that run in one VS Code with `examples/hello_dynpgext` open and a real PostgreSQL behind it. */
import "./devPostgres";
import "./devPostgresFaults";
import "./devPostgresEnd";

export { run } from "./suite";
