/** Visits that staff begin, and what they note of a citizen. */
import * as v from "valibot";
import { anywhere, expectedVersion, onOffice } from "./command-fields.ts";
import { actor, channel, count, counterType, id, key, language, letter, move, needs, officeDate, people, priority } from "./fields.ts";

const marks = { language, needs, people, priority, counterType: v.nullable(counterType) };

export const intakeEvents = {
  /**
   * A visit begun by staff, with a number of the shared series that the same decision reserved (`request`). Its id is the identity of
   * this row. `serving`: service began at once at `counter` (The Q: servecitizen).
   */
  "visit-joined": v.strictObject({
    ...{ visit: id, letter, count, date: officeDate, request: key },
    services: v.pipe(v.array(v.strictObject({ service: id, queue: id })), v.minLength(1), v.maxLength(5)),
    ...{ ...marks, channel, practice: v.boolean() },
    stage: v.picklist(["waiting", "serving"]),
    counter: v.nullable(id),
    ...{ key, actor },
  }),
  /** What is known of the citizen now; only what changed. */
  "visit-marked": v.strictObject({ ...move, ...v.partial(v.strictObject(marks)).entries }),
  /** Paper of a visit, at a kiosk. `what`: its first ticket, a second one, or a slip to come another time. */
  "print-requested": v.strictObject({ ...move, job: id, device: id, what: v.picklist(["ticket", "reprint", "return-slip"]) }),
  /** A comment, a contact or a name is kept of this visit beside the log, or is no more. */
  "personal-noted": v.strictObject({ ...move, what: v.picklist(["comment", "contact", "name"]), kept: v.boolean() }),
} as const;

export const intakeCommands = {
  /** `counter`: where the agent is signed in; null at the door. Its version is expected when service begins at once. */
  intake: v.strictObject({
    ...onOffice,
    counter: v.optional(v.nullable(id), null),
    expected: expectedVersion,
    services: v.pipe(v.array(id), v.minLength(1), v.maxLength(5)),
    language: v.optional(v.nullable(language), null),
    needs: v.optional(needs, []),
    people: v.optional(people, 1),
    channel: v.optional(channel, "in-person"),
    priority: v.optional(priority, "default"),
    counterType: v.optional(v.nullable(counterType), null),
    /** The kiosk that prints the ticket; null: none, the number is told or shown. */
    printAt: v.optional(v.nullable(id), null),
    /** Service begins at once, at the agent's own counter; else the visit joins the line. */
    serve: v.optional(v.boolean(), false),
  }),
  "set-needs": v.strictObject({ ...anywhere, ...v.partial(v.strictObject(marks)).entries }),
  reprint: v.strictObject({ ...anywhere, device: id }),
} as const;

export const undoEvents = {
  /** The visit's and the counter's newest move never was. `undone`: its offset; `what`: its kind. */
  "move-undone": v.strictObject({ ...move, undone: count, what: v.pipe(v.string(), v.maxLength(60)), counter: v.nullable(id) }),
} as const;

export const undoCommands = { undo: v.strictObject(anywhere) } as const;
