/** A new item of each list, as it begins: with what can be guessed, and empty where only a person knows. Pure. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { freeId } from "./draft.ts";
import type { ListName } from "./fields.ts";

/** Not yet one that the office could work with. */
export type Item = Readonly<Record<string, unknown>> & { readonly id: string };

const blank = () => ({ en: "", fr: "" });
const stems: Readonly<Record<ListName, string>> = {
  services: "service",
  topics: "topic",
  programmes: "programme",
  notices: "notice",
  counters: "counter",
  zones: "room",
  queues: "line",
  agents: "agent",
  devices: "kiosk",
};

export function newItem(list: ListName, office: OfficeConfiguration): Item {
  const id = freeId(office[list] ?? [], stems[list]);
  const name = blank();
  const [zone, queue, programme] = [office.zones[0]?.id ?? "", office.queues[0]?.id ?? "", office.programmes[0]?.id ?? ""];
  switch (list) {
    case "services":
      return { id, code: id, reportedName: id, programme, queue, name, words: { en: [], fr: [] }, offered: "kiosk", minutes: 10 };
    case "topics":
      return { id, name, hint: blank(), programmes: [] };
    case "programmes":
      return { id, code: id, reportedName: id, name };
    case "notices":
      return { id, text: blank() };
    case "counters": {
      const label = nextLabel(office);
      const takes = office.counters[0]?.takes ?? [queue];
      return {
        id,
        name: { en: `Counter ${label}`, fr: `Comptoir ${label}` },
        label,
        type: office.counters[0]?.type ?? "Counter",
        zone,
        takes,
      };
    }
    case "zones":
    case "queues":
      return { id, name };
    case "agents": {
      const number = Math.max(0, ...office.agents.map((each) => each.number)) + 1;
      return { number, id: freeId(office.agents, "agent"), displayName: "", role: "CSR" };
    }
    case "devices":
      return newDevice(id, "kiosk", zone);
  }
}

export function newDevice(id: string, role: "kiosk" | "board", zone: string): Item {
  if (role === "kiosk") return { id, role, zone };
  return { id, role, zone, speaks: true, screenInches: 43, farthestSeatMetres: 6 };
}

function nextLabel({ counters }: OfficeConfiguration): string {
  const numbers = counters.map(({ label }) => Number(label)).filter(Number.isFinite);
  return String(Math.max(0, ...numbers) + 1);
}
