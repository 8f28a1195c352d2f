/** The office of a seed: how many kiosks, boards and counters, and what they take. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { exampleOffice } from "#shared/office/example.ts";

export const officeId = "example";

export function simulatedOffice(size: {
  readonly kiosks: number;
  readonly boards: number;
  readonly counters: number;
}): OfficeConfiguration {
  const base = exampleOffice();
  const numbers = (count: number) => Array.from({ length: count }, (_, place) => place + 1);
  const [kiosk, board] = base.devices as [OfficeConfiguration["devices"][number], OfficeConfiguration["devices"][number]];
  const [first] = base.counters as [OfficeConfiguration["counters"][number]];
  const [agent] = base.agents as [OfficeConfiguration["agents"][number]];
  return {
    ...base,
    counters: numbers(size.counters).map((number) => ({
      ...first,
      id: `counter-${number}`,
      label: `${number}`,
      takes: number === 2 ? ["licences"] : first.takes,
    })),
    agents: numbers(size.counters).map((number) => ({
      ...agent,
      number: 20 + number,
      id: `agent-${20 + number}`,
      displayName: `Zoltan Q${number}.`,
    })),
    devices: [
      ...numbers(size.kiosks).map((number) => ({ ...kiosk, id: `kiosk-${number}` })),
      ...numbers(size.boards).map((number) => ({ ...board, id: `board-${number}` })),
    ],
  };
}
