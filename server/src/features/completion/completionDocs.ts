import { apiFunctions } from "../../pg/api/apiFunctions";
import { controlKeyDocs } from "../../pg/controlKeyDocs";
import { handleFields, interfaceDocs } from "../../pg/interfaceDocs";
import { workerDocs } from "../../pg/workerDocs";
import { describeApi } from "../hover/describeApi";

/** What is known of a completion by its label, in Markdown: asked for one at a time, when it is selected. */
export function completionDocs(label: string): string | undefined {
  const api = apiFunctions.get(label);
  if (api) return describeApi(api);
  const worker = workerDocs.get(label);
  if (worker)
    return worker.remark === undefined ? worker.text : `${worker.text}\n\n**Dynpgext**: ${worker.remark}`;
  return (interfaceDocs.get(label) ?? handleFields.get(label))?.text ?? controlKeyDocs.get(label);
}
