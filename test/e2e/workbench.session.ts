/** The tests that run in one VS Code with `examples/broken_dynpgext` open. */
import "./activation";
import "./faults";
import "./pictures";
import "./statusItem";
import "./misspeltName";
import "./liveEditing";
import "./fileChanges";
import "./settingsFile";
import "./serverLife";

export { run } from "./suite";
