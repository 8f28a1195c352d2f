/** What a kiosk writes of paper that the hub asked it for. */
import * as v from "valibot";
import { paperKinds } from "./wire.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const paper = { job: id, visit: id, what: v.picklist(paperKinds) };

export const dayDeviceEvents = {
  /** Committed before the first byte goes to the printer: after a restart the job is not printed again. */
  "paper-taken": v.strictObject(paper),
  "paper-ended": v.strictObject({
    ...paper,
    outcome: v.picklist(["printed", "failed", "unknown"]),
    fault: v.nullable(v.pipe(v.string(), v.maxLength(60))),
  }),
};

export const dayKindsRead = { "paper-taken": [1], "paper-ended": [1] } as const;
