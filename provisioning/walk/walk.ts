/**
 * One walk through an office that was just set up: what is connected, how large the letters are, a ticket from each kiosk, a call in each
 * zone, and whether it was seen and heard. In practice, so that no figure counts it; it needs the doors closed.
 */
import { faultText } from "#shared/faults/text.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { CommandName } from "#shared/queue/commands.ts";
import type { VisitEntry } from "#shared/wire/staff.ts";
import { Failure } from "../office/failure.ts";
import type { CommandAbout, Staff } from "../office/wire/staff.ts";
import type { Found } from "./found.ts";
import type { Person } from "./person.ts";
import { adviceFor } from "./reading-distance.ts";
import { problemsOf, type WalkRecord } from "./record.ts";

export interface WalkPorts {
  readonly staff: Staff;
  readonly office: OfficeConfiguration;
  readonly person: Person;
  /** Begins or ends practice. Throws a Failure when the hub refuses. */
  readonly practise: (command: "start-practice" | "end-practice", about: object) => Promise<void>;
  /** Signs of each board, by the board's name. */
  readonly signs: ReadonlyMap<string, readonly string[]>;
  readonly found: Found[];
  readonly by: string;
  readonly wall: () => number;
  readonly mono: () => number;
  /** How long somebody may take to walk to a kiosk. */
  readonly ticketWithinMs: number;
}

type Ticket = WalkRecord["tickets"][number];
type Call = WalkRecord["calls"][number];

const commandMs = 10_000;
const syncMs = 10_000;
/** Language or welcome, a service, and taking the paper. */
const touchesPerTicket = 3;

export async function walk(ports: WalkPorts): Promise<WalkRecord> {
  const { staff, office, person } = ports;
  const [startedAt, startedMono] = [ports.wall(), ports.mono()];
  await staff.watched.until("the hub's view", syncMs, () => staff.office !== undefined);
  if (staff.office?.date)
    throw new Failure("The office is open. Walk through it before the doors open or after the day is closed: the walk practises.");

  person.say(`Walking through ${office.office.name.en}. Answer with Enter after each line.`);
  for (const { at, what } of ports.found) person.say(`  found at this machine: ${at}: ${what}`);
  const devices = devicesOf(ports);
  for (const { name, online, faults } of devices)
    person.say(`  ${name}: ${online ? "connected" : "NOT connected"}${faults.map((each) => `; ${each}`).join("")}`);

  const screens: WalkRecord["screens"] = [];
  for (const device of office.devices) if (device.role === "board") screens.push(await measured(device, person));

  const counters = office.counters.map(({ id }) => id);
  const agent = office.agents[0]?.number ?? 0;
  await ports.practise("start-practice", { agent, counters, kiosks: true });
  let tickets: Ticket[] = [];
  let calls: Call[] = [];
  try {
    tickets = await ticketsOf(ports);
    calls = await callsOf(ports, agent);
  } finally {
    await ports.practise("end-practice", { agent });
  }
  const done = {
    format: "theq-walk/1",
    office: office.office.id,
    by: ports.by,
    startedAt,
    found: ports.found,
    devices,
    screens,
    tickets,
    calls,
  } as const;
  const record = { ...done, minutes: Math.round((ports.mono() - startedMono) / 6_000) / 10, actions: person.actions };
  return { ...record, problems: problemsOf(record) };
}

function devicesOf({ staff, office }: WalkPorts): WalkRecord["devices"] {
  return office.devices.map(({ id, role }) => {
    const now = staff.device(id);
    return { name: id, role, online: now?.online ?? false, faults: (now?.faults ?? []).map((each) => faultText(each, "en").what) };
  });
}

async function measured(
  board: Extract<OfficeConfiguration["devices"][number], { role: "board" }>,
  person: Person,
): Promise<WalkRecord["screens"][number]> {
  const { id, zone, screenInches, farthestSeatMetres: configured } = board;
  const inches = await person.number(`${id} (${zone}): the screen's diagonal in inches?`, 7, 120, screenInches);
  const farthestSeatMetres = await person.number(`${id}: how far is the farthest seat, in metres?`, 1, 30, configured);
  const bottomMetres = await person.number(`${id}: how high is its lower edge above the floor, in metres?`, 0, 6, null);
  const found = adviceFor({ inches, farthestSeatMetres, bottomMetres });
  const differs = inches !== screenInches || farthestSeatMetres !== configured;
  const change = differs
    ? [`The configuration says ${screenInches} inches and ${configured} m: correct it on the administration page.`]
    : [];
  const advice = [...found.advice, ...change];
  person.say(`  ${id}: letters of ${found.letterMm} mm, ${found.rows} calls at once.${advice.map((one) => ` ${one}`).join("")}`);
  return { board: id, zone, inches, farthestSeatMetres, bottomMetres, letterMm: found.letterMm, rows: found.rows, advice };
}

async function ticketsOf(ports: WalkPorts): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  for (const { id, role } of ports.office.devices) {
    if (role !== "kiosk") continue;
    const visit = await ticketFrom(ports, id, `Take a ticket at ${id}.`);
    if (visit === undefined) {
      tickets.push({ kiosk: id, number: null, printed: "none", readable: false });
      continue;
    }
    const ended = await ports.staff.watched.found(ports.ticketWithinMs, () => {
      const now = ports.staff.visit(visit.id);
      return now && now.printed !== "pending" ? now.printed : undefined;
    });
    const readable = await ports.person.yes(`${visit.number} came out at ${id}, cut and easy to read?`);
    tickets.push({ kiosk: id, number: visit.number, printed: ended ?? "pending", readable });
  }
  return tickets;
}

/** Undefined when none came in time. A visit's id begins with the device that wrote it. */
async function ticketFrom(
  { staff, person, ticketWithinMs }: WalkPorts,
  kiosk: string | null,
  what: string,
): Promise<VisitEntry | undefined> {
  const before = new Set([...staff.visits()].map(({ id }) => id));
  person.toDo(what, touchesPerTicket);
  const isNew = ({ id, practice }: VisitEntry) => practice && !before.has(id) && (kiosk === null || id.startsWith(`${kiosk}.`));
  return staff.watched.found(ticketWithinMs, () => [...staff.visits()].find(isNew));
}

async function callsOf(ports: WalkPorts, agent: number): Promise<Call[]> {
  const { staff, office } = ports;
  const calls: Call[] = [];
  const zones = [...new Set(office.devices.flatMap(({ role, zone }) => (role === "board" ? [zone] : [])))];
  for (const zone of zones) {
    const waiting = () => [...staff.visits()].filter(({ practice, stage }) => practice && stage.kind === "waiting");
    if (waiting().length === 0) await ticketFrom(ports, null, `Take one more ticket at any kiosk, for ${zone}.`);
    // One that takes what was chosen at the kiosk.
    const queues = waiting().map(({ queue }) => queue);
    const counter = office.counters.find((each) => each.zone === zone && each.takes.some((queue) => queues.includes(queue)));
    const visit = counter ? await called(ports, agent, counter.id) : undefined;
    if (!counter || !visit) {
      calls.push({ zone, number: null, seen: [], heard: null });
      continue;
    }
    calls.push(await seenAndHeard(ports, zone, counter.label, visit));
    const at = { agent, counter: counter.id };
    for (const move of ["begin", "finish"] as const) await must(ports, move, { ...at, visit: visit.id });
    await must(ports, "sign-out", at);
  }
  return calls;
}

/** Undefined when the counter takes none of those who wait. */
async function called(ports: WalkPorts, agent: number, counter: string): Promise<VisitEntry | undefined> {
  await must(ports, "sign-in", { agent, counter });
  const id = await must(ports, "call-next", { agent, counter });
  return id === null ? undefined : ports.staff.visit(id);
}

/** A move at a counter; what the hub says against it is for the person who walks. */
async function must({ staff }: WalkPorts, name: CommandName, about: CommandAbout): Promise<string | null> {
  try {
    return await staff.must(name, about, commandMs);
  } catch (error) {
    throw new Failure(`The walk cannot go on: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

async function seenAndHeard({ office, person, signs }: WalkPorts, zone: string, label: string, { number }: VisitEntry): Promise<Call> {
  const boards = office.devices.flatMap((each) => (each.role === "board" && each.zone === zone ? [each] : []));
  person.say(`${number} is called to counter ${label} in ${zone}.`);
  const seen: { at: string; ok: boolean }[] = [];
  for (const { id } of boards)
    for (const at of [id, ...(signs.get(id) ?? [])]) seen.push({ at, ok: await person.yes(`Did you see ${number} on ${at}?`) });
  const speaks = boards.some((each) => each.speaks);
  return { zone, number, seen, heard: speaks ? await person.yes(`Did you hear ${number} in ${zone}?`) : null };
}
