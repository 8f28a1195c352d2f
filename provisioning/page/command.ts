/** `npm run provision -- page`: asks the hub, writes the card, says what came of it. */
import type { ConfigurationAnswer } from "#shared/wire/configuration.ts";
import { askHub } from "../ask-hub.ts";
import { cardUsage, readCardArguments } from "../card/arguments.ts";
import { labelSvg } from "../card/label.ts";
import { type Desk, makeCard } from "../card/make-card.ts";
import { HubIdentity } from "../devices/hub-identity.ts";
import { Failure } from "../office/failure.ts";
import type { PageSettings } from "./arguments.ts";
import { type CardForm, emptyForm, type KnownOffice, readForm, wishOf } from "./form.ts";
import { awayPage, donePage, formPage } from "./html.ts";
import type { PageAnswer, Pages } from "./server.ts";
import { cardsPluggedIn } from "./volumes.ts";

const withinMs = 10_000;

/** What the page needs of this computer. */
export interface PagePorts {
  readonly cards: () => readonly string[];
  readonly now: () => Date;
  readonly user: string;
}

export const portsHere = (user: string): PagePorts => ({ cards: () => cardsPluggedIn(process.platform), now: () => new Date(), user });

export function cardPages({ hub, by, sshKey }: Omit<PageSettings, "kind" | "port">, { cards, now, user }: PagePorts): Pages {
  const identity = new HubIdentity(hub, by ?? user);
  // What the next card will most likely have too; a pass phrase is typed each time.
  let kept: CardForm = emptyForm;

  async function officeNow() {
    const { configuration } = (await askHub(hub, "/api/v1/configuration", withinMs, undefined)) as ConfigurationAnswer;
    const identities = await identity.list();
    return { configuration, fingerprint: identities.fingerprint, known: knownOffice(configuration, identities.devices) };
  }

  return {
    show: () =>
      orAway(async () => ({ status: 200, html: formPage({ form: kept, office: (await officeNow()).known, cards: cards(), wrong: null }) })),
    take: (body) =>
      orAway(async () => {
        const form = readForm(body);
        const { configuration, fingerprint, known } = await officeNow();
        const again = (wrong: string) => ({ status: 400, html: formPage({ form, office: known, cards: cards(), wrong }) });
        const wish = wishOf(form, known);
        if ("wrong" in wish) return again(wish.wrong);
        const { name, role, isSpare } = wish;
        const more = [...wish.arguments, "--ca", fingerprint, ...(sshKey === null ? [] : ["--ssh-key", sshKey])];
        // Read once before a token is made: that ends an earlier one.
        const first = readCardArguments([...more, "--token", "later"]);
        if ("wrong" in first) return again(first.wrong);
        const lines: string[] = [];
        const desk: Desk = { say: (line) => void lines.push(line), askHidden: async () => form.passPhrase, now, user };
        const office = { id: configuration.office.id, configuration: isSpare ? null : configuration };
        try {
          const { token } = await identity.token(name, role);
          const asked = readCardArguments([...more, "--token", token]);
          if (!("kind" in asked) || asked.kind !== "card") throw new Failure(cardUsage);
          await makeCard(asked, desk, office);
        } catch (error) {
          if (error instanceof Failure) return again(error.message);
          if (isSystemError(error)) return again(`The card cannot be written: ${error.message}`);
          throw error;
        }
        kept = { ...form, device: "", spareName: "", passPhrase: "", card: "" };
        const place = known.devices.find((device) => device.name === name)?.zone ?? "";
        const label = labelSvg({ office: office.id, officeName: configuration.office.name.en, name, role, place });
        return { status: 200, html: donePage({ name, role, isSpare, lines, label }) };
      }),
  };
}

function knownOffice({ office, zones, devices }: ConfigurationAnswer["configuration"], identities: readonly Identity[]): KnownOffice {
  const names = new Map(zones.map(({ id, name }) => [id, name.en]));
  const states = new Map(identities.map((identity) => [identity.name, identity]));
  return {
    id: office.id,
    name: office.name.en,
    timeZone: office.timeZone,
    zones: zones.map(({ id, name }) => ({ id, name: name.en })),
    devices: devices.flatMap(({ id, role, zone }) =>
      role === "kiosk" || role === "board" ? [{ name: id, role, zone: names.get(zone) ?? zone, stands: standing(states.get(id)) }] : [],
    ),
  };
}

type Identity = Awaited<ReturnType<HubIdentity["list"]>>["devices"][number];

function standing(identity: Identity | undefined): string {
  const until = identity ? new Date(identity.until).toISOString().slice(0, 10) : "";
  switch (identity?.state) {
    case undefined:
      return "has no certificate yet";
    case "token":
      return `a card waits for its first start, until ${until}`;
    case "waiting":
      return "waits for approval";
    case "enrolled":
      return `works, its certificate is good until ${until}: a new card is for another machine that takes its name`;
    case "expired":
      return `its certificate ended on ${until}`;
    case "revoked":
      return "was cut off";
  }
}

async function orAway(make: () => Promise<PageAnswer>): Promise<PageAnswer> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof Failure) return { status: 503, html: awayPage(error.message) };
    throw error;
  }
}

/** Of the file system: no room, no right, a card that was pulled out. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
