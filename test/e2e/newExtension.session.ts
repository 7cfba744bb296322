/** The tests that run in one VS Code with a folder open in which nothing is yet. */
import "./newExtension";

export { run } from "./suite";
