/** The tests that run in one VS Code with `examples/broken_dynpgext` open. */
import "./activation";
import "./faults";
import "./statusItem";
import "./misspeltName";
import "./liveEditing";
import "./fileChanges";
import "./settingsFile";
import "./serverLife";
import "./pictures";

export { run } from "./suite";
