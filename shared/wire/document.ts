/** The wire table as a document people read: the same rows, in words. */
import { type WireEntry, type WireName, wireTable } from "./table.ts";

/** A Markdown table with one line per topic. */
export function wireDocument(): string {
  const head = ["| topic `theq/v1/<office>/...` | from | to | QoS | kept | will | what |", "|---|---|---|---|---|---|---|"];
  const names = Object.keys(wireTable) as WireName[];
  const lines = names.map((name) => {
    const { topic, publishers, subscribers, qos, retain, will, about } = wireTable[name] as WireEntry;
    return `| \`${topic}\` | ${publishers} | ${who[subscribers]} | ${qos} | ${yes(retain)} | ${yes(will)} | ${about} |`;
  });
  return [...head, ...lines].join("\n");
}

const who: Record<WireEntry["subscribers"], string> = {
  hub: "hub",
  self: "that device",
  zone: "devices of that zone",
  devices: "all devices",
};
const yes = (value: boolean) => (value ? "yes" : "");
