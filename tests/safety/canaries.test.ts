/**
 * Words that nothing else in the world is called, through every way into an office; then every place is searched for them. The table says where
 * each is found: no more places, and no fewer.
 */
import { describe, expect } from "vitest";
import type { AppointmentRecordInput } from "#shared/appointments/record.ts";
import { localDate } from "#shared/time/zone.ts";
import { DeviceHarness } from "../../hub/core/harness.ts";
import { readWorkbook, writeWorkbook } from "../../hub/spreadsheet/workbook.ts";
import { it } from "../office/scene/it.ts";
import { until } from "../office/scene/until.ts";
import { type Place, places, WatchedOffice, watchedConfiguration } from "./watched-office.ts";

const agent = 21;
const counter = "counter-1";
/** What a copy of the hub's log is in. */
const logs = ["hub's log", "follower", "backup", "central"] as const satisfies Place[];
/** Where staff's own words are meant to be. */
const inside = ["side table"] as const satisfies Place[];

interface Canary {
  /** Through which way it came in, and as what. */
  readonly input: string;
  readonly word: string;
  readonly found: readonly Place[];
}

/** Codes have an alphabet and a length; everything else is as odd as can be. */
const word = {
  comment: "limps-since-Walpurgis",
  contact: "zephyrine@quokka.example",
  name: "Madame-Quokkamole",
  noteTooLong: "Overlong-Okapi",
  noteOfNobody: "Nobodys-Numbat",
  oneName: "Axolotl-Andersen",
  onePhone: "2505550143",
  oneCode: "XK7QZ9WM",
  dayName: "Bandicoot-Bergman",
  dayWrong: "Caracal-Carlsen",
  calendarName: "Dugong-Dvorak",
  calendarNotes: "Echidna-Eriksen",
  calendarUid: "uid-fennec-8841",
  fileName: "Gharial-Gustafsson",
  agentName: "Hoatzin-Hansen",
  configurationWrong: "Ibex-Ibsen",
  cell: "Jerboa-Jensen",
  commandField: "Kakapo-Karlsson",
  commandName: "Loris-Lindqvist",
  scanned: "Markhor-Mikkelsen",
  askedCode: "Narwhal-Nilsson",
  saidCode: "Olm-Olsen",
  tapField: "Pangolin-Persson",
  tapService: "Quoll-Quist",
  staffPin: "Rakali-Rasmussen",
  rowField: "Saiga-Svensson",
  rowKind: "Tapir-Thorsen",
  askField: "Uakari-Ulriksen",
  garbage: "Vaquita-Vestergaard",
  topic: "Wombat-Wikstrom",
} as const;

const table: readonly Canary[] = [
  { input: "PUT personal/visits: a comment", word: word.comment, found: inside },
  { input: "PUT personal/visits: a contact", word: word.contact, found: inside },
  { input: "PUT personal/visits: a name", word: word.name, found: inside },
  { input: "PUT personal/visits: a comment that is too long", word: word.noteTooLong, found: [] },
  { input: "PUT personal/visits: of a visit that nobody knows", word: word.noteOfNobody, found: [] },
  { input: "PUT appointments: a name", word: word.oneName, found: inside },
  { input: "PUT appointments: a whole phone number (its last digits are kept)", word: word.onePhone, found: [] },
  // A kiosk has to ask about it; the answer and the log have its digest.
  { input: "PUT appointments: a code, then typed at a kiosk", word: word.oneCode, found: ["side table", "wire"] },
  { input: "PUT appointments/<date>: a name", word: word.dayName, found: inside },
  { input: "PUT appointments/<date>: a name where a time should be", word: word.dayWrong, found: [] },
  { input: "PUT appointments/calendar: who attends", word: word.calendarName, found: inside },
  { input: "PUT appointments/calendar: a summary beside who attends, a description, a place", word: word.calendarNotes, found: [] },
  { input: "PUT appointments/calendar: its own name for the appointment", word: word.calendarUid, found: [] },
  { input: "a calendar that the hub reads by itself: a name", word: word.fileName, found: inside },
  // Not a citizen's: how staff are called belongs to the configuration, which is a row.
  { input: "configuration: how an agent is called", word: word.agentName, found: logs },
  { input: "POST configuration/check: a key that there is not", word: word.configurationWrong, found: [] },
  { input: "POST configuration/read: a spreadsheet's cell", word: word.cell, found: [] },
  { input: "POST commands: a field that there is not", word: word.commandField, found: [] },
  { input: "POST commands: a command that there is not", word: word.commandName, found: [] },
  // Its own page is told, to look for it.
  { input: "a kiosk's scanner: no code at all", word: word.scanned, found: ["kiosk's page"] },
  { input: "POST kiosk/appointments: no code at all", word: word.askedCode, found: ["wire"] },
  { input: "POST kiosk/tickets: a code that is not found", word: word.saidCode, found: [] },
  { input: "POST kiosk/tickets: a field that there is not", word: word.tapField, found: [] },
  { input: "POST kiosk/tickets: a service that there is not", word: word.tapService, found: [] },
  { input: "POST kiosk/staff: no PIN", word: word.staffPin, found: [] },
  // A device of the office wrote it where no program of ours does. Rows are kept as they came and shown nowhere.
  { input: "MQTT: a field of a row that there is not", word: word.rowField, found: [...logs, "wire"] },
  { input: "MQTT: a row of a kind that there is not", word: word.rowKind, found: [...logs, "wire"] },
  { input: "MQTT: a question that there is not", word: word.askField, found: ["wire"] },
  { input: "MQTT: no JSON", word: word.garbage, found: ["wire"] },
  { input: "MQTT: a topic that there is not", word: word.topic, found: ["wire"] },
];

describe("a canary's name", { timeout: 120_000 }, () => {
  it("Q-PRIV-1: through every way into hub and devices, a word that is somebody's is found in the places of the table and in no other", async ({
    scene,
    mosquitto,
  }) => {
    expect(scene.externalBroker).toContain(`:${mosquitto.port}`);
    const office = new WatchedOffice(scene);
    const configuration = watchedConfiguration(word.agentName);
    // Now, by the world's clock and on the office's day, whatever the hour at which this runs.
    const now = new Date();
    const today = localDate(now.getTime(), configuration.office.timeZone);
    const start = `${now.toISOString().slice(0, 16)}Z`;
    const appointment = (uid: string, more: Partial<AppointmentRecordInput>): AppointmentRecordInput => ({
      ...{ uid, start, service: "licence" },
      ...more,
    });
    await office.start(configuration, [appointment("u-file", { name: word.fileName })]);
    let keys = 0;
    const key = () => `canary-key-${++keys}`;
    const send = async (method: string, at: string, body: unknown, type = "application/json") => {
      const text = body instanceof Uint8Array || typeof body === "string" ? body : JSON.stringify(body);
      const headers = { "content-type": type, "idempotency-key": key() };
      return fetch(at, { method, headers, body: text as BodyInit });
    };
    const hub = office.address("hub");
    const kiosk = office.address("kiosk");
    const { staff, client } = office;
    const status = async (answer: Promise<Response>) => (await answer).status;

    await until("the staff's view", () => staff.office);
    await until("a day", () => office.said("kiosk's page").includes('"hub":"present"'));
    await staff.must("sign-in", { agent, counter }, 10_000);
    // Appointments by each way.
    const one = appointment("u-one", { name: word.oneName, phone: word.onePhone, code: word.oneCode });
    expect(await status(send("PUT", `${hub}/api/v1/appointments`, { key: key(), appointment: one }))).toBe(200);
    const wrongOne = { key: key(), source: "one", appointment: { ...appointment("u-x", {}), start: word.dayWrong } };
    expect(await status(send("PUT", `${hub}/api/v1/appointments`, wrongOne))).toBe(400);
    const day = {
      key: key(),
      source: "day",
      appointments: [appointment("u-day", { name: word.dayName }), { uid: 1, start: word.dayWrong }],
    };
    expect(await status(send("PUT", `${hub}/api/v1/appointments/${today}`, day))).toBe(200);
    const notes = [
      `DESCRIPTION:${word.calendarNotes}`,
      `ATTENDEE;CN=${word.calendarName}:mailto:a@b.example`,
      `LOCATION:${word.calendarNotes}`,
    ];
    const event = [
      "BEGIN:VEVENT",
      `UID:${word.calendarUid}`,
      `DTSTART:${start.replaceAll(/[-:]/g, "").replace("Z", "00Z")}`,
      `SUMMARY:${word.calendarNotes}`,
      ...notes,
      "END:VEVENT",
    ];
    const calendar = ["BEGIN:VCALENDAR", "VERSION:2.0", ...event, "END:VCALENDAR"].join("\r\n");
    expect(await status(send("PUT", `${hub}/api/v1/appointments/calendar?source=booked`, calendar, "text/calendar"))).toBe(200);
    // A citizen who checks in, and one who has a ticket like any other.
    const found = await send("POST", `${kiosk}/api/kiosk/appointments`, { by: { kind: "code", code: word.oneCode }, language: "en" });
    expect(await found.json()).toMatchObject({ found: "one" });
    await send("POST", `${kiosk}/api/kiosk/appointments`, { by: { kind: "code", code: word.askedCode }, language: "fr" });
    await send("POST", `${office.address("scanner")}/scan`, { text: word.scanned });
    await until("the scanned word on the kiosk's page", () => office.said("kiosk's page").includes(word.scanned));
    const tap = { key: key(), service: "licence", language: "en", needs: [] };
    const ticket = await send("POST", `${kiosk}/api/kiosk/tickets`, { ...tap, appointment: { kind: "said", code: word.saidCode } });
    const { visit } = (await ticket.json()) as { visit: string };
    await send("POST", `${kiosk}/api/kiosk/tickets`, { ...tap, key: key(), [word.tapField]: word.tapField });
    await send("POST", `${kiosk}/api/kiosk/tickets`, { ...tap, key: key(), service: word.tapService });
    await send("POST", `${kiosk}/api/kiosk/staff`, { pin: word.staffPin });
    await until("the visit at the hub", () => staff.visit(visit));
    // What staff write.
    const note = (of: string, said: object) => send("PUT", `${hub}/api/v1/personal/visits/${of}`, { key: key(), agent, ...said });
    expect(await status(note(visit, { comment: word.comment, contact: word.contact, name: word.name }))).toBe(200);
    expect(await status(note(visit, { comment: word.noteTooLong.repeat(100) }))).toBe(400);
    expect(await status(note(word.noteOfNobody, { name: word.noteOfNobody }))).toBe(404);
    const unknown = { key: key(), agent, counter, [word.commandField]: word.commandField };
    expect(await status(send("POST", `${hub}/api/v1/commands/call-next`, unknown))).toBe(400);
    await send("POST", `${hub}/api/v1/commands/${word.commandName}`, unknown);
    const wrong = { ...watchedConfiguration(word.agentName), [word.configurationWrong]: word.configurationWrong };
    await send("POST", `${hub}/api/v1/configuration/check`, { configuration: wrong, language: "en" });
    const workbook = await (await fetch(`${hub}/api/v1/configuration/office.xlsx`)).arrayBuffer();
    const tables = await readWorkbook(new Uint8Array(workbook));
    if ("fault" in tables) throw new Error(tables.fault);
    const odd = JSON.parse(JSON.stringify(tables).replace('"main"', `"${word.cell}"`));
    const read = await send("POST", `${hub}/api/v1/configuration/read`, await writeWorkbook(odd), "application/octet-stream");
    expect(await read.text()).toContain(word.cell);
    // A device of this office that says what none does.
    const stranger = new DeviceHarness("kiosk-9");
    const row = stranger.ticket({ letter: "X", count: 1, request: null, date: null });
    type Row = Parameters<DeviceHarness["write"]>[0];
    stranger.write({ ...row, body: { ...row.body, [word.rowField]: word.rowField } } as unknown as Row);
    stranger.write({ kind: word.rowKind, version: 1, body: { said: word.rowKind } } as unknown as Row);
    const at = (name: string) => `theq/v1/example/${name}`;
    await client.publishAsync(at("kiosk-9/log"), JSON.stringify(stranger.message().message), { qos: 1 });
    await client.publishAsync(at("kiosk-9/ask"), JSON.stringify({ id: "a1", kind: word.askField, by: word.askField }), { qos: 1 });
    await client.publishAsync(at("kiosk-9/state"), `{"software": "${word.garbage}`, { qos: 1 });
    await client.publishAsync(at("kiosk-9/ask"), word.garbage, { qos: 1 });
    await client.publishAsync(at(word.topic), "{}", { qos: 1 });
    // Called and served, so that boards, papers and what leaves have had their chance.
    await staff.must("call-next", { agent, counter }, 10_000);
    await until("the call on the board", () => office.said("board's page").includes('"now":[{'));
    await staff.must("begin", { agent, counter, visit }, 10_000);
    await staff.must("finish", { agent, counter, visit }, 10_000);
    await until("the paper", async () => (await office.papers()).length > 0);
    await until("the collector to be told", async () => (await office.textOf("collector")).includes("addcitizen"));
    await until("the rows at central and follower", async () => {
      const [central, follower] = [await office.textOf("central"), await office.textOf("follower")];
      return [central, follower].every((text) => text.includes("visit-finished") || text.includes(word.rowKind));
    });
    await office.backUp();

    const texts = new Map<Place, string>();
    for (const place of places) texts.set(place, await office.textOf(place));
    for (const [place, text] of texts) expect([place, text.length > 0]).toEqual([place, true]);
    const seen = table.map(({ input, word: each }) => `${input}: ${places.filter((place) => texts.get(place)?.includes(each)).join(", ")}`);
    const told = table.map(({ input, found: each }) => `${input}: ${places.filter((place) => each.includes(place)).join(", ")}`);
    expect(seen).toEqual(told);
  });
});
