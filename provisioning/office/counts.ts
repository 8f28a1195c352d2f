/** The four counts: papers, hub, central, collector. Each is asked of its own process, so that none can answer for another. */
import type { FrontLive } from "#shared/wire/front-page.ts";
import type { Papers } from "./papers.ts";
import { addressOf, type Ports } from "./programs.ts";
import { askNumber } from "./wire/ask.ts";

export type Counts = FrontLive["counts"];

const deadlineMs = 2_000;

/** `ports` is asked each time. A port of 0 is a program that is not there. */
export async function askCounts(papers: Papers, ports: Ports): Promise<Counts> {
  const ticketsOf = async (port: number, path: string) => (port === 0 ? null : askNumber(addressOf(port) + path, "tickets", deadlineMs));
  const [read, hub, central, collector] = await Promise.all([
    papers.read().then(
      () => papers.count,
      // The printer cannot be asked: its count is not known.
      () => null,
    ),
    ticketsOf(ports.hub, "/api/v1/counts"),
    ticketsOf(ports.central, "/counts"),
    ticketsOf(ports.collector, "/counts"),
  ]);
  return { papers: read, hub, central, collector };
}

/** True when every count of the house is known and they are equal. Central is left out where it is not part of the house. */
export function countsAgree(counts: Counts, central: boolean): boolean {
  const compared = [counts.papers, counts.hub, counts.collector, ...(central ? [counts.central] : [])];
  return compared.every((count) => count !== null && count === counts.papers);
}

/** What each count is behind the papers; 0 when it is not, null while one of the two cannot be asked. */
export function behindPapers({ papers, hub, central, collector }: Counts): FrontLive["behind"] {
  const behind = (count: number | null) => (papers === null || count === null ? null : Math.max(0, papers - count));
  return { hub: behind(hub), central: behind(central), collector: behind(collector) };
}

/** "papers 20, hub 20, central -, collector 19" */
export function countsInWords({ papers, hub, central, collector }: Counts): string {
  const word = (count: number | null) => count ?? "-";
  return `papers ${word(papers)}, hub ${word(hub)}, central ${word(central)}, collector ${word(collector)}`;
}
