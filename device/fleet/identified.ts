/** The way to a certificate at the start of a device's program: its own name's, or that of the place that it took. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Logger } from "pino";
import type { FaultCode } from "#shared/faults/fault.ts";
import type { DeviceFile } from "#shared/wire/process.ts";
import { DeviceIdentity, type Progress } from "../identity/identity.ts";
import { openWaitingPage } from "../identity/waiting-page.ts";
import { realTimers } from "../runtime/timers.ts";
import { restartCode } from "./device-fleet.ts";
import { type Placement, usualCard } from "./placement.ts";

/** What a token is said to be that no certificate will ever come of. */
const hopeless: ReadonlySet<FaultCode> = new Set(["token-unknown", "token-not-for-this", "token-expired", "token-used", "device-revoked"]);

/** Resolves when this device has its certificate; until then its page says how far that is. */
export async function identified(config: DeviceFile, placement: Placement, logger: Logger): Promise<DeviceIdentity> {
  const { id, office, data, host, role } = config;
  const identity = new DeviceIdentity({
    name: id,
    office,
    folder: path.join(data, "identity"),
    enrolment: config.identity?.enrolment ?? usualCard(data),
    wall: () => Date.now(),
    synchronised: () => existsSync("/run/systemd/timesync/synchronized"),
    random: Math.random,
    after: realTimers.after,
    logger,
  });
  const page = await openWaitingPage(host, role.httpPort, id);
  logger.info({ httpPort: page.port }, "identity.page");
  // Nothing is open yet that would need a farewell.
  const end = () => process.exit(0);
  process.once("SIGTERM", end);
  await identity.obtain((progress) => {
    page.show(progress);
    if (!isHopeless(progress) || !placement.mayGoBack) return;
    placement.goBack();
    logger.warn({ name: id }, "device.place-not-taken");
    process.exit(restartCode);
  });
  process.off("SIGTERM", end);
  await page.close();
  placement.settle();
  identity.start();
  return identity;
}

function isHopeless(progress: Progress): boolean {
  return progress.kind === "refused" && hopeless.has(progress.fault.fault);
}
