/** "I go": the events that keep who went to which device, and the commands that make them. */
import * as v from "valibot";
import { onOffice } from "../queue/schemas/command-fields.ts";
import { actor, id, key } from "../queue/schemas/fields.ts";
import { needCodes } from "./needs.ts";

const about = { device: id, need: v.picklist(needCodes) };

export const attentionEvents = {
  /** The actor goes there. Whoever went before, too long ago, is relieved. */
  "device-visit-begun": v.strictObject({ ...about, key, actor }),
  /** The actor went, and cannot. */
  "device-visit-given-up": v.strictObject({ ...about, key, actor }),
  /** The device says by itself that all is well again: the hub's word. */
  "device-cured": v.strictObject(about),
} as const;

export const attentionCommands = {
  "go-to-device": v.strictObject({ ...onOffice, ...about }),
  "give-up-device": v.strictObject({ ...onOffice, ...about }),
} as const;
