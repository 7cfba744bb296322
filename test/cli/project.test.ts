import { expect, it } from "vitest";
import { rulePageUrl } from "../../cli/src/project";
import { rulePageUrl as editorRulePageUrl } from "../../server/src/protocol/rulePage";

it("the command line and the editor link to the same page of a rule", () => {
  expect(rulePageUrl("shmem-size")).toBe(editorRulePageUrl("shmem-size"));
});
