/** `--import`: appends a configuration to the log of a hub that stands still. */
import { randomUUID } from "node:crypto";
import { isFault } from "#shared/faults/fault.ts";
import { EventLog } from "#shared/log/event-log.ts";
import { Program } from "#shared/log/program.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { differenceLines, differences } from "#shared/office/difference.ts";
import { AnchoredClock, type TimeSource } from "#shared/time/clock.ts";
import { drawCitizenKey, withCitizenKey } from "./citizen-key.ts";
import { createHubCore } from "./core/core.ts";
import { historyOf } from "./core/history.ts";
import { Refusal } from "./refusal.ts";
import { drawEpoch, isFull, openStorage, sha256 } from "./storage.ts";

/** The differences, one a line; empty when the hub has this configuration already. Throws a `Refusal` while a hub runs. */
export function importOffice(data: string, office: string, file: OfficeConfiguration, time: TimeSource): readonly string[] {
  const storage = openStorage(data);
  try {
    const log = new EventLog(storage.database, sha256, { source: office, epoch: drawEpoch() });
    const clock = new AnchoredClock(time, randomUUID());
    const program = new Program(createHubCore(log.identity, { speaker: () => null }, sha256, historyOf(log)), log, {
      now: () => clock.now(),
      carryOut: (effect) => {
        if (effect.kind === "reply" && isFault(effect.answer)) throw new Refusal(effect.answer);
      },
      committed: () => {},
      soon: (run) => run(),
      isFull,
      storageFailed: (error) => {
        throw error;
      },
    });
    const before = program.state.configuration;
    const configuration = withCitizenKey(file, before, drawCitizenKey);
    const found = differences(before ?? {}, configuration);
    // The offset makes the key new, so that an earlier configuration can be taken again.
    if (found.length > 0) {
      const key = `import-${log.last}-${sha256(JSON.stringify(configuration))}`;
      program.submit({ kind: "configure", configuration, key, actor: { kind: "system", part: "import" }, token: 1 });
    }
    return differenceLines(found);
  } finally {
    storage.close();
  }
}
