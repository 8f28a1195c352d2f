/** `npm run provision -- card`: from what a person asked for to the files on the card. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import * as v from "valibot";
import { enrolmentFile } from "#shared/identity/enrolment.ts";
import { readToken } from "#shared/identity/token.ts";
import type { CardAsked } from "./arguments.ts";
import { cardFiles } from "./card.ts";
import { type Destination, destinationOf } from "./destination.ts";
import { existing, publicKeys } from "./input-file.ts";
import { logoDigest, logoName } from "./logo.ts";
import { type NamedOffice, officeNamed } from "./office-file.ts";
import type { CardOrder } from "./order.ts";
import { leaveRoom } from "./read-only.ts";
import { deviceSettings, enrolmentName, hubSettings } from "./settings.ts";
import { askedWifi } from "./wifi-asked.ts";
import { writeCard } from "./write-card.ts";

export const timeZoneUsual = "America/Vancouver";
export const localeUsual = "en_CA.UTF-8";

/** What touches the person at the terminal. */
export interface Desk {
  /** A line that is not shown while it is typed. */
  askHidden(question: string): Promise<string>;
  /** What is said; one line each. */
  say(line: string): void;
  readonly now: () => Date;
  /** Who is signed in to this machine. */
  readonly user: string;
}

/** Writes the card and says what was done. Throws a Failure with what to do when it cannot be done. */
export async function makeCard(asked: CardAsked, desk: Desk, office = officeNamed(asked.office)): Promise<void> {
  const destination = destinationOf(asked.to);
  const order = await orderOf(asked, office, desk, madeBefore(asked.token, destination) ?? desk.now().getTime());
  // Before the files that make it a card.
  if (asked.logo !== null) destination.copy(logoName, asked.logo);
  const written = writeCard(cardFiles(order, firstBootText()), destination, asked.replace);
  const byHand = asked.readOnly ? leaveRoom(destination) : null;
  if (asked.package !== null) destination.copy(basename(asked.package), existing(asked.package));
  for (const { name, how } of written) desk.say(`  ${how.padEnd(9)} ${name}`);
  for (const copied of [...(asked.logo === null ? [] : [logoName]), ...(asked.package === null ? [] : [basename(asked.package)])])
    desk.say(`  copied    ${copied}`);
  desk.say(`${order.name} of ${order.office} is on ${destination.about}.`);
  if (byHand !== null) desk.say(byHand);
  if (asked.package === null && !destination.hasPackage())
    desk.say(
      "The package is not beside it yet: copy the-q_<version>_arm64.deb there too (or use --package), else the device says so on its screen.",
    );
}

export function firstBootText(): string {
  return readFileSync(new URL("./first-boot.sh", import.meta.url), "utf8");
}

/** When this card was first written for the same token: writing it again changes nothing. */
export function madeBefore(token: string | null, destination: Destination): number | undefined {
  const before = v.safeParse(v.pipe(v.string(), v.parseJson(), enrolmentFile), destination.read(`the-q-${enrolmentName}`));
  const same = token === null ? undefined : readToken(token);
  return before.success && same && "token" in same && same.token === before.output.token ? before.output.madeAt : undefined;
}

async function orderOf(asked: CardAsked, office: NamedOffice, desk: Desk, madeAt: number): Promise<CardOrder> {
  const { role, name } = asked;
  const wifi = asked.wifi === null ? null : await askedWifi(asked.wifi, desk);
  const wanted = { ...asked, hasLogo: asked.logo !== null };
  return {
    office: office.id,
    ...{ role, name, wifi },
    timeZone: asked.timeZone ?? office.configuration?.office.timeZone ?? timeZoneUsual,
    locale: asked.locale ?? localeUsual,
    timeServers: asked.timeServers,
    sshKeys: asked.sshKey === null ? [] : publicKeys(asked.sshKey),
    readOnly: asked.readOnly,
    logo: asked.logo === null ? null : logoDigest(asked.logo),
    settings: role === "hub" ? hubSettings(office, { central: null, collector: null }) : deviceSettings(wanted, office, madeAt),
  };
}
