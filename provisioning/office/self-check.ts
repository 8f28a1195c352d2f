/**
 * `npm start -- --self-check`: citizens go through the whole house over the same wires as in an office; the hub is killed in the
 * middle, networks are cut, a card is replaced; and what printer, hub, central and collector count is compared. Every wait is for something, with a deadline.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault } from "#shared/faults/fault.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { KioskLive, KioskTicket } from "#shared/wire/kiosk-page.ts";
import { citizens, countersFor } from "./check/citizens.ts";
import { type Desk, serve } from "./check/desk.ts";
import { outages } from "./check/outages.ts";
import { must, Steps } from "./check/steps.ts";
import { askCounts, countsAgree, countsInWords } from "./counts.ts";
import { Failure } from "./failure.ts";
import type { Machine } from "./machine.ts";
import { VirtualOffice } from "./office.ts";
import { readPaper } from "./paper.ts";
import { askNumber } from "./wire/ask.ts";
import { takeTicket } from "./wire/kiosk.ts";
import { Live } from "./wire/live.ts";
import { Staff } from "./wire/staff.ts";

const deadlineMs = 12_000;
const lookAgainMs = 100;

export async function selfCheck(demo: OfficeConfiguration, machine: Machine): Promise<number> {
  // Moves are reported at once, so that the collector's count needs no minute.
  const configuration = { ...demo, analytics: { ...demo.analytics, undoSeconds: 0 } };
  const data = mkdtempSync(join(tmpdir(), "the-q-self-check-"));
  const steps = new Steps(machine);
  const office = await VirtualOffice.prepare({ data, kind: "live", fresh: false, port: 0, configuration }, machine);
  machine.stop.addEventListener("abort", () => void office.stop(), { once: true });
  try {
    await checkSteps(office, configuration, steps, machine);
    rmSync(data, { recursive: true, force: true });
    machine.say(`Self-check passed in ${(steps.totalMs / 1000).toFixed(1)} s.`);
    return 0;
  } catch (error) {
    await office.stop();
    machine.say(`        ${error instanceof Error ? error.message : String(error)}`);
    machine.say(`Self-check failed after ${(steps.totalMs / 1000).toFixed(1)} s. What every program said and kept is in ${data}`);
    return 1;
  }
}

async function checkSteps(office: VirtualOffice, configuration: OfficeConfiguration, steps: Steps, machine: Machine): Promise<void> {
  const people = citizens(configuration);
  const counters = countersFor(configuration);
  const agents = configuration.agents.filter((agent) => agent.role !== "Analytics").slice(0, 2);
  if (!counters || agents.length < 2) throw new Failure("The self-check needs two agents, and two counters that take every queue.");
  const { wait } = machine;

  await steps.do("All programs are ready", async (note) => {
    await office.start();
    note(office.supervisor.processes.map(({ name }) => name).join(", "));
  });
  const kiosk = new Live<KioskLive>(`${office.address("kiosk")}/api/kiosk/live`, "kiosk", wait);
  const board = new Live<BoardLive>(`${office.address("board")}/api/board/live`, "board", wait);
  const staff = new Staff(office.address("hub"), { wait, key: machine.randomKey });
  const desks = counters.map(
    (counter, place): Desk => ({ counter, agent: agents[place]?.number ?? 0, label: labelOf(configuration, counter) }),
  );
  const tickets: KioskTicket[] = [];
  const take = async (upTo: number, note: (text: string) => void) => {
    const before = tickets.length;
    for (const person of people.slice(before, upTo)) {
      const ticket = await takeTicket(office.address("kiosk"), { ...person, key: machine.randomKey() }, { wait });
      if (isFault(ticket)) throw new Error(`The kiosk gave no ticket: ${ticket.fault} ${JSON.stringify(ticket.facts)}`);
      tickets.push(ticket);
    }
    note(
      tickets
        .slice(before)
        .map(({ number }) => number)
        .join(" "),
    );
  };

  try {
    await steps.do("The kiosk is ready and the board shows the office", async () => {
      await kiosk.until("the kiosk to be ready", deadlineMs, (now) => now.state === "ready" && now.hub === "present");
      await board.until("the board to show the office", deadlineMs, (now) => now.view !== null && now.office !== null);
    });
    await steps.do("8 citizens take a ticket", (note) => take(8, note));
    await steps.do("Two agents sign in", async () => {
      await staff.watched.until("the staff's view", deadlineMs, () => staff.office !== undefined);
      for (const { agent, counter } of desks) await staff.must("sign-in", { agent, counter }, deadlineMs);
    });
    const scene = { staff, board, configuration, deadlineMs };
    await steps.do("They serve 6 of them; the board shows every call", async (note) => note(await serve(scene, desks, 6)));
    await steps.do("The hub is killed (-9)", () => office.supervisor.pull("hub"));
    await steps.do("6 citizens take a ticket meanwhile", (note) => take(14, note));
    await steps.do("The hub starts again and has every ticket", async (note) => {
      await office.supervisor.plugIn("hub");
      await staff.watched.until("the hub to have 14 tickets", deadlineMs, () => staff.office?.tickets === 14);
      await kiosk.until("the kiosk to see the hub", deadlineMs, (now) => now.hub === "present");
      note(`${staff.office?.waiting} wait`);
    });
    await steps.do("6 more citizens take a ticket", (note) => take(20, note));
    const agree = (papers: number) => agreement(office, papers, machine);
    await steps.do("The counts agree", async (note) => note(await agree(20)));
    const [desk] = desks as [Desk, Desk];
    await outages({ office, machine, steps, kiosk, staff, desk, tickets, take, agreement: agree, deadlineMs });
    await steps.do("The other 19 are served", async (note) => {
      note(await serve(scene, desks, 19));
      must(staff.office?.waiting === 0, `${staff.office?.waiting} citizens still wait.`);
    });
    await steps.do("Every number is on a paper, read back from its picture, and no two are equal", async (note) => {
      const read = await readBack(office, 25, machine);
      const given = tickets.map(({ number }) => number);
      must(new Set(given).size === 25, `A number was given twice: ${given.join(" ")}`);
      must(new Set(read).size === read.length, `A number was printed twice: ${read.join(" ")}`);
      must([...given].sort().join() === [...read].sort().join(), `Given ${given.join(" ")}; printed ${read.join(" ")}`);
      note(`series ${[...new Set(read.map((number) => number.replace(/\d+/, "")))].join(", ")}`);
    });
    await steps.do("The counts agree", async (note) => note(await agree(25)));
    await steps.do("The collector found nothing wrong in what it got", async (note) => {
      const [events, bad] = await Promise.all(
        ["events", "bad"].map((member) => askNumber(`${office.address("collector")}/counts`, member, 2_000)),
      );
      must(bad === 0, `It found ${bad} events wrong: GET /micro/bad says why.`);
      note(`${events} events`);
    });
  } finally {
    await Promise.all([kiosk.close(), board.close(), staff.close()]);
  }
  await steps.do("Everything stops", () => office.stop());
}

/** The numbers on the pictures, once as many papers have come out as are expected; each picture itself is asked for, too. */
async function readBack(office: VirtualOffice, expected: number, machine: Machine): Promise<string[]> {
  const end = machine.mono() + deadlineMs;
  for (;;) {
    const printed = await office.printer.ticketsAfter(0);
    if (printed.length >= expected) {
      const read: string[] = [];
      for (const { n, lines } of printed) {
        const number = readPaper(lines)?.number;
        const picture = await office.printer.picture(n);
        must(number !== undefined, `Paper ${n} bears no number: ${lines.join(" / ")}`);
        must(picture?.includes("<svg") === true, `Paper ${n} has no picture.`);
        read.push(number);
      }
      return read;
    }
    must(machine.mono() < end, `Only ${printed.length} of ${expected} papers were printed.`);
    await machine.wait(lookAgainMs);
  }
}

async function agreement(office: VirtualOffice, papers: number, machine: Machine): Promise<string> {
  const end = machine.mono() + deadlineMs;
  for (;;) {
    const counts = await askCounts(office.papers, office.ports);
    if (countsAgree(counts, office.central) && counts.papers === papers) return countsInWords(counts);
    must(machine.mono() < end, `They do not after ${deadlineMs / 1000} s: ${countsInWords(counts)}`);
    await machine.wait(lookAgainMs);
  }
}

function labelOf({ counters }: OfficeConfiguration, id: string): string {
  return counters.find((counter) => counter.id === id)?.label ?? id;
}
