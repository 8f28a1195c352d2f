/** What the reception's tablet remembers beside the requests: the draft, the habits, the last tickets, and the office's names. An adapter. */
import type { StaffOffice } from "#shared/wire/staff.ts";
import { ofThisBrowser, ofThisTab, recall, remember } from "../base/staff-memory.ts";
import { type Counts, countsFrom, type Draft, draftFrom, fieldsOf, type Habits, habitsFrom, isEmpty } from "./draft.ts";
import { type LineKnown, lineKnownFrom } from "./expected.ts";
import { type Given, givenFrom } from "./given.ts";

const agentName = "reception";
const draftName = "reception-draft";
const habitsName = "reception-habits";
const givenName = "reception-given";
const askedName = "reception-asked";
const lineName = "reception-line";
const officeName = "reception-office";
/** A larger office is asked of the hub with each start. */
const officeLettersMax = 1_000_000;

export const memory = {
  agent: (): number | null => {
    const { agent } = fieldsOf(recall(ofThisTab, agentName));
    return typeof agent === "number" ? agent : null;
  },
  keepAgent: (agent: number | null) => remember(ofThisTab, agentName, agent === null ? null : JSON.stringify({ agent })),
  draft: (): Draft => draftFrom(recall(ofThisBrowser, draftName)),
  keepDraft: (draft: Draft) => remember(ofThisBrowser, draftName, isEmpty(draft) ? null : JSON.stringify(draft)),
  habits: (): Habits => habitsFrom(recall(ofThisBrowser, habitsName)),
  keepHabits: (habits: Habits) => remember(ofThisBrowser, habitsName, JSON.stringify(habits)),
  given: (): Given[] => givenFrom(recall(ofThisBrowser, givenName)),
  keepGiven: (list: readonly Given[]) => remember(ofThisBrowser, givenName, JSON.stringify({ list })),
  asked: (): Counts => countsFrom(fieldsOf(recall(ofThisBrowser, askedName)).asked),
  keepAsked: (asked: Counts) => remember(ofThisBrowser, askedName, JSON.stringify({ asked })),
  line: (): LineKnown | null => lineKnownFrom(recall(ofThisBrowser, lineName)),
  keepLine: (line: LineKnown) => remember(ofThisBrowser, lineName, JSON.stringify(line)),
  office: (): StaffOffice | null => {
    const { office } = fieldsOf(recall(ofThisBrowser, officeName));
    return typeof office === "object" && office !== null && "services" in office ? (office as StaffOffice) : null;
  },
  keepOffice: (office: StaffOffice) => {
    const text = JSON.stringify({ office });
    if (text.length <= officeLettersMax) remember(ofThisBrowser, officeName, text);
  },
};
