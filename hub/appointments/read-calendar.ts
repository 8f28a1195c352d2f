/**
 * Reads a calendar's text, JSON or iCalendar, into appointments. iCalendar is read in a thread of its own and given up after a while: there
 * are rules of repetition over which its library counts for ever, and the queue must not wait for them.
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import * as v from "valibot";
import { type AppointmentRecord, appointmentFile, appointmentRecord, listedMax } from "#shared/appointments/record.ts";
import { type Fault, fault } from "#shared/faults/fault.ts";
import { type CalendarSpan, type ReadCalendar, readICalendar } from "./icalendar.ts";

/** The longest text that is read. */
export const calendarBytesMax = 8 * 1024 * 1024;
export const readWithinMs = 10_000;

export interface Calendar {
  readonly records: readonly AppointmentRecord[];
  readonly problems: ReadCalendar["problems"];
}

/** `withinMs`: how long an iCalendar file may take. */
export async function readCalendar(text: string, span: CalendarSpan, withinMs = readWithinMs): Promise<Calendar | Fault> {
  if (text.length > calendarBytesMax) return unreadable("", `longer than ${calendarBytesMax} characters`);
  const whole = text.trimStart();
  const read = /^BEGIN:VCALENDAR/i.test(whole) ? await inAThread(whole, span, withinMs) : readJson(whole);
  return "fault" in read ? read : checked(read.records, read.problems);
}

/** Each by itself: one that is not right does not spoil the others. */
export function checked(records: readonly unknown[], problems: ReadCalendar["problems"] = []): Calendar | Fault {
  if (records.length > listedMax) return unreadable("", `more than ${listedMax} appointments`);
  const good: AppointmentRecord[] = [];
  const bad = [...problems];
  for (const [index, record] of records.entries()) {
    const parsed = v.safeParse(appointmentRecord, record, { abortEarly: true });
    if (parsed.success) good.push(parsed.output);
    else bad.push({ place: index + 1, what: issueText(parsed.issues[0]) });
  }
  return { records: good, problems: bad };
}

function readJson(text: string): { records: readonly unknown[]; problems: ReadCalendar["problems"] } | Fault {
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch {
    return unreadable("", "neither iCalendar nor JSON");
  }
  const parsed = v.safeParse(appointmentFile, plain, { abortEarly: true });
  if (parsed.success) return { records: parsed.output.appointments, problems: [] };
  return unreadable(v.getDotPath(parsed.issues[0]) ?? "", issueText(parsed.issues[0]));
}

/** Says what is wrong without what was written there, which may be somebody's name. */
function issueText(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const what = issue.input === undefined ? "is missing" : issue.type === "strict_object" ? "is not known here" : "is not right";
  const said = issue.requirement instanceof RegExp || issue.type === "max_length" ? issue.message : what;
  return `${path === null ? "" : `${path}: `}${said}`.slice(0, 200);
}

export function unreadable(path: string, what: string): Fault {
  return fault("appointments-unreadable", { path, what });
}

interface Task {
  readonly calendar: string;
  readonly span: CalendarSpan;
}

function inAThread(calendar: string, span: CalendarSpan, withinMs: number): Promise<ReadCalendar | Fault> {
  return new Promise((resolve) => {
    const task: Task = { calendar, span };
    const worker = new Worker(new URL(import.meta.url), { workerData: task, resourceLimits: { maxOldGenerationSizeMb: 256 } });
    const tooLong = setTimeout(() => end(unreadable("", "a rule of repetition has no end")), withinMs);
    const end = (result: ReadCalendar | Fault) => {
      clearTimeout(tooLong);
      void worker.terminate();
      resolve(result);
    };
    worker.once("message", end);
    worker.once("error", () => end(unreadable("", "not an iCalendar file")));
  });
}

function isTask(data: unknown): data is Task {
  return typeof data === "object" && data !== null && "calendar" in data && "span" in data;
}

if (!isMainThread && isTask(workerData)) parentPort?.postMessage(readICalendar(workerData.calendar, workerData.span));
