/** What the self-check pulls: the kiosk's network, the internet, and the kiosk's memory card with a ticket on it that never left it. */
import type { KioskLive, KioskTicket } from "#shared/wire/kiosk-page.ts";
import { askCounts, behindPapers, countsInWords } from "../counts.ts";
import type { Machine } from "../machine.ts";
import type { VirtualOffice } from "../office.ts";
import type { Live } from "../wire/live.ts";
import type { Staff } from "../wire/staff.ts";
import type { Desk } from "./desk.ts";
import { must, type Steps } from "./steps.ts";

export interface OutageScene {
  readonly office: VirtualOffice;
  readonly machine: Machine;
  readonly steps: Steps;
  readonly kiosk: Live<KioskLive>;
  readonly staff: Staff;
  readonly desk: Desk;
  /** All tickets so far. */
  readonly tickets: readonly KioskTicket[];
  /** Takes tickets until there are so many. */
  readonly take: (upTo: number, note: (text: string) => void) => Promise<void>;
  readonly agreement: (papers: number) => Promise<string>;
  readonly deadlineMs: number;
}

/** Takes five tickets more, one of which is lost with the card and admitted by hand. */
export async function outages(scene: OutageScene): Promise<void> {
  const { office, steps, kiosk, staff, desk, tickets, take, deadlineMs } = scene;
  const before = tickets.length;
  const hubHas = (count: number) =>
    staff.watched.until(`the hub to have ${count} tickets`, deadlineMs, () => staff.office?.tickets === count);
  let lettersBefore = "";

  await steps.do("The kiosk's network and the internet are cut; 3 citizens take a ticket of the kiosk's own series", async (note) => {
    office.turnNetwork({ kiosk: false, internet: false });
    await take(before + 3, note);
    lettersBefore = lettersOf(tickets.slice(before));
    must(lettersBefore.length === 1, `They bear different letters: ${lettersBefore}`);
    must(staff.office?.tickets === before, "The hub heard of them through a cut cable.");
  });
  await steps.do("The kiosk's network is back: the hub has them, central and collector are behind", async (note) => {
    office.turnNetwork({ kiosk: true });
    await hubHas(before + 3);
    await papersAre(scene, before + 3);
    const counts = await askCounts(office.papers, office.ports);
    const { hub, central, collector } = behindPapers(counts);
    must(hub === 0 && (!office.central || central === 3) && collector === 3, `It should be behind by 0, 3, 3: ${countsInWords(counts)}`);
    note(countsInWords(counts));
  });
  await steps.do("The internet is back: the counts agree", async (note) => {
    office.turnNetwork({ internet: true });
    note(await scene.agreement(before + 3));
  });
  await steps.do("The kiosk's card is replaced while a ticket has not left it: that record is lost, and said to be", async (note) => {
    office.turnNetwork({ kiosk: false });
    await take(before + 4, () => {});
    await papersAre(scene, before + 4);
    await office.replaceCard();
    must(office.card.lost === 1, `${office.card.lost} papers are said to be lost in place of 1.`);
    await kiosk.until("the new card to wait for the hub", deadlineMs, (now) => now.state === "starting");
    note(`${tickets.at(-1)?.number} was on card 1`);
  });
  await steps.do("With the hub the new card has a letter of its own, and gives tickets without it", async (note) => {
    office.turnNetwork({ kiosk: true });
    await kiosk.until("the kiosk to be ready", deadlineMs, (now) => now.state === "ready" && now.hub === "present");
    office.turnNetwork({ kiosk: false });
    await take(before + 5, note);
    office.turnNetwork({ kiosk: true });
    must(!lettersBefore.includes(lettersOf(tickets.slice(-1))), `Its letter was given before: ${tickets.at(-1)?.number}`);
    await hubHas(before + 4);
  });
  await steps.do("A counter admits the paper whose record was lost, and the counts agree", async (note) => {
    const number = tickets[before + 3]?.number ?? "";
    await staff.must("admit", { agent: desk.agent, counter: desk.counter, number }, deadlineMs);
    await hubHas(before + 5);
    note(await scene.agreement(before + 5));
  });
}

async function papersAre({ office, machine, deadlineMs }: OutageScene, count: number): Promise<void> {
  const end = machine.mono() + deadlineMs;
  for (;;) {
    await office.papers.read();
    if (office.papers.count === count) return;
    must(machine.mono() < end, `${office.papers.count} of ${count} papers were printed.`);
    await machine.wait(50);
  }
}

function lettersOf(tickets: readonly KioskTicket[]): string {
  return [...new Set(tickets.map(({ number }) => number.replace(/\d+/, "")))].join("");
}
