/** Q-PRIV-1: nobody's name and no free text in a row; rows say agents by number. */
import type { Checker, Violation } from "./history.ts";

export const nobodyIsNamed: Checker = ({ hub, central, devices }) => {
  const names = new Set<string>();
  for (const row of hub.rows) {
    if (row.kind !== "configuration-changed") continue;
    const { configuration } = row.body as { configuration: { agents: { id: string; displayName: string }[] } };
    for (const { id, displayName } of configuration.agents) names.add(id).add(displayName);
  }
  const found: Violation[] = [];
  for (const storage of [hub, ...(central ? [central] : []), ...devices]) {
    for (const row of storage.rows) {
      if (row.kind === "configuration-changed") continue;
      const text = JSON.stringify(row.body) ?? "";
      for (const name of names)
        if (text.includes(name))
          found.push({ promise: "Q-PRIV-1", what: `row ${row.seq} of ${storage.source} (${row.kind}) names "${name}"` });
    }
  }
  return found;
};
