/** The tests that run in a VS Code whose user does not trust the folder. */
import "./untrustedFolder";

export { run } from "./suite";
