/** The demo office with other counters, and an agent for each of them. Pure. */
import type { Counter, OfficeConfiguration } from "#shared/office/configuration.ts";

/** Agents of such an office are numbered from here on. */
const firstAgent = 1_001;

/** The first counter takes, beside its own, the queues that no other takes. */
export function widened(
  demo: OfficeConfiguration,
  wanted: readonly { readonly id: string; readonly takes: readonly string[] }[],
): OfficeConfiguration {
  const model = demo.counters[0] as Counter;
  const counters = wanted.map(({ id, takes }) => counterOf(model, id, [...takes]));
  const taken = new Set(counters.flatMap((counter) => counter.takes));
  const left = demo.queues.map((queue) => queue.id).filter((queue) => !taken.has(queue));
  const [first, ...others] = counters as [Counter, ...Counter[]];
  const agents = counters.map((_, place) => {
    const number = firstAgent + place;
    return { number, id: `agent-${number}`, displayName: `Agent ${number}`, role: "CSR" as const };
  });
  return { ...demo, counters: [{ ...first, takes: [...first.takes, ...left] }, ...others], agents };
}

function counterOf(model: Counter, id: string, takes: string[]): Counter {
  const label = id.replace("counter-", "");
  return { ...model, id, label, name: { en: `Counter ${label}`, fr: `Comptoir ${label}` }, takes };
}
