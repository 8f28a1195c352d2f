/** `npm run provision -- devices`: tokens, approval, revocation, and how each device stands with its certificate. */
import * as v from "valibot";
import { deviceGroup } from "#shared/fleet/groups.ts";
import type { FleetList } from "#shared/fleet/orders.ts";
import type { DeviceRole } from "#shared/identity/enrolment.ts";
import { fingerprintText } from "#shared/identity/fingerprint.ts";
import { isDeviceName } from "#shared/identity/names.ts";
import type { AuditRow, IdentityListOn } from "#shared/identity/registry.ts";
import { hubAsked, hubUsually, readOptions } from "../options.ts";
import { HubFleet, type PlainOrder, plainOrders } from "./hub-fleet.ts";
import { HubIdentity } from "./hub-identity.ts";
import { mustBeNew, passOf, writePass } from "./move-pass.ts";

export const devicesUsage = `Devices of an office and their certificates, asked at its hub.

  npm run provision -- devices                                  how each stands, whether it is connected, the fingerprint for --ca
  npm run provision -- devices --token NAME --role ROLE         a one-time token for a kiosk or a board, a spare too; told once, good for 72 hours
  npm run provision -- devices --approve NAME --code 1234       the code on the device's screen, where the hub asks a person each time
  npm run provision -- devices --revoke NAME [--why TEXT]       ends its certificates and cuts it off now
  npm run provision -- devices --identify NAME                  it shows its name for 30 s, and says it where it speaks
  npm run provision -- devices --restart NAME                   its program starts anew, after the ticket or call that is under way
  npm run provision -- devices --logs NAME                      the last lines that it logged: facts only, 64 KiB at most
  npm run provision -- devices --group GROUP --do ORDER         identify, restart or logs for each device of a group: all, kiosks, boards, spares,
                                                                zone:ZONE, or the beginning of names such as 'front-*'; half of a zone restarts at once
  npm run provision -- devices --replace NAME --with SPARE      a connected spare takes the name and place of a device that is away
  npm run provision -- devices --token NAME --role ROLE --pass FILE --at HOST
                                                                at the other office: a pass instead of a card; HOST is where devices find its hub
  npm run provision -- devices --move NAME --pass FILE          it goes to the office of that pass, once this hub has all that it wrote
  npm run provision -- devices --erase NAME [--force]           it deletes its key and all it keeps; --force: also what the hub lacks
  npm run provision -- devices --audit                          what was done about them, and by whom

  --hub URL    the hub's pages (${hubUsually})
  --by NAME    who asks, for the audit (default: who is signed in to this machine)`;

export type DevicesAsked = { readonly kind: "help" } | ({ readonly hub: string; readonly by: string | null } & Wish);

type Wish =
  | { readonly kind: "list" }
  | { readonly kind: "audit" }
  | {
      readonly kind: "token";
      readonly name: string;
      readonly role: DeviceRole;
      readonly pass?: { readonly file: string; readonly at: string };
    }
  | { readonly kind: "move"; readonly name: string; readonly file: string }
  | { readonly kind: "approve"; readonly name: string; readonly code: string }
  | { readonly kind: "revoke"; readonly name: string; readonly why: string }
  | { readonly kind: "replace"; readonly name: string; readonly spare: string }
  | { readonly kind: "erase"; readonly name: string; readonly force: boolean }
  | { readonly kind: "order"; readonly order: PlainOrder; readonly name: string }
  | { readonly kind: "group"; readonly order: PlainOrder; readonly group: string };

const options = {
  token: { type: "string" },
  role: { type: "string" },
  approve: { type: "string" },
  code: { type: "string" },
  revoke: { type: "string" },
  why: { type: "string" },
  identify: { type: "string" },
  restart: { type: "string" },
  logs: { type: "string" },
  group: { type: "string" },
  do: { type: "string" },
  replace: { type: "string" },
  with: { type: "string" },
  move: { type: "string" },
  pass: { type: "string" },
  at: { type: "string" },
  erase: { type: "string" },
  force: { type: "boolean" },
  audit: { type: "boolean" },
  hub: { type: "string" },
  by: { type: "string" },
  help: { type: "boolean" },
} as const;

export function readDevicesArguments(args: readonly string[]): DevicesAsked | { readonly wrong: string } {
  const values = readOptions(args, options);
  if ("wrong" in values) return values;
  if (values.help) return { kind: "help" };
  const { token, role, approve, code, revoke, why, group, do: what, replace, with: spare, move, pass, at, erase, force } = values;
  const asked = hubAsked(values);
  if ("wrong" in asked) return asked;
  const ordered = plainOrders.flatMap((order) => (values[order] === undefined ? [] : [{ order, name: values[order] }]));
  const named = [token, approve, revoke, replace, move, erase, ...ordered.map(({ name }) => name)].filter((name) => name !== undefined);
  if (named.length > 1) return { wrong: "--token, --approve, --revoke and the orders to a device exclude each other." };
  if (named.some((name) => !isDeviceName(name)))
    return { wrong: "A device's name is lower-case letters, digits and hyphens, such as kiosk-1." };
  if (role !== undefined && token === undefined) return { wrong: "--role belongs to --token." };
  if (code !== undefined && approve === undefined) return { wrong: "--code belongs to --approve." };
  if (why !== undefined && revoke === undefined) return { wrong: "--why belongs to --revoke." };
  if (spare !== undefined && replace === undefined) return { wrong: "--with belongs to --replace." };
  if (force && erase === undefined) return { wrong: "--force belongs to --erase." };
  if (pass !== undefined && token === undefined && move === undefined) return { wrong: "--pass belongs to --token, or to --move." };
  if ((at !== undefined) !== (token !== undefined && pass !== undefined))
    return { wrong: "--at HOST belongs to --token with --pass: where devices find that office's hub." };
  if (at !== undefined && !URL.canParse(`https://${at}`))
    return { wrong: "--at must be a name or an address, such as hub.office.example." };
  if (values.audit && named.length > 0) return { wrong: "--audit stands alone." };
  if (what !== undefined && group === undefined) return { wrong: "--do belongs to --group." };
  if (group !== undefined) {
    const order = plainOrders.find((each) => each === what);
    if (named.length > 0 || values.audit) return { wrong: "--group stands alone, with --do." };
    if (!v.is(deviceGroup, group)) return { wrong: "--group must be all, kiosks, boards, spares, zone:main or 'front-*'." };
    return order ? { ...asked, kind: "group", order, group } : { wrong: `--do must be ${plainOrders.join(", ")}.` };
  }
  if (values.audit) return { ...asked, kind: "audit" };
  if (replace !== undefined)
    return isDeviceName(spare ?? "")
      ? { ...asked, kind: "replace", name: replace, spare: spare ?? "" }
      : { wrong: "--with must name a spare: npm run provision -- devices lists them." };
  if (move !== undefined)
    return pass === undefined
      ? { wrong: "--move needs --pass FILE, made at the other office." }
      : { ...asked, kind: "move", name: move, file: pass };
  if (erase !== undefined) return { ...asked, kind: "erase", name: erase, force: force === true };
  const [first] = ordered;
  if (first) return { ...asked, kind: "order", ...first };
  if (token !== undefined)
    return isCardRole(role)
      ? { ...asked, kind: "token", name: token, role, ...(pass && at ? { pass: { file: pass, at } } : {}) }
      : {
          wrong:
            "--role must be kiosk or board. A spare is one or the other, under a name that the configuration does not have, such as spare-1.",
        };
  if (approve !== undefined)
    return /^\d{4}$/.test(code ?? "")
      ? { ...asked, kind: "approve", name: approve, code: code ?? "" }
      : { wrong: "--code must be the 4 digits on the device's screen." };
  if (revoke !== undefined) return { ...asked, kind: "revoke", name: revoke, why: (why ?? "").slice(0, 200) };
  return { ...asked, kind: "list" };
}

export async function runDevices(asked: Exclude<DevicesAsked, { kind: "help" }>, by: string, say: (line: string) => void): Promise<void> {
  const fleet = new HubFleet(asked.hub, asked.by ?? by);
  if (asked.kind === "order") return say(await fleet.order(asked.order, asked.name));
  if (asked.kind === "group") return fleet.orderGroup(asked.order, asked.group, say);
  if (asked.kind === "replace") return say(await fleet.replace(asked.name, asked.spare));
  if (asked.kind === "move") return say(await fleet.move(asked.name, asked.file));
  if (asked.kind === "erase") return say(await fleet.erase(asked.name, asked.force));
  const hub = new HubIdentity(asked.hub, asked.by ?? by);
  switch (asked.kind) {
    case "list":
      return tell(await hub.list(), await fleet.list(), say);
    case "audit":
      for (const row of (await hub.audit()).toReversed()) say(auditText(row));
      return;
    case "token": {
      // A new token ends the last one, so a pass that cannot be written must not cost the one that is there.
      if (asked.pass) mustBeNew(asked.pass.file);
      const made = await hub.token(asked.name, asked.role);
      const { token, fingerprint, expiresAt } = made;
      if (asked.pass) {
        writePass(asked.pass.file, passOf(made, asked.pass.at));
        return say(
          `${asked.pass.file} leads a device here as ${asked.name}, once, within 72 hours: there, devices --move NAME --pass ${asked.pass.file}`,
        );
      }
      say(`${asked.name} ${token}`);
      say(`Good once, until ${new Date(expiresAt).toISOString().slice(0, 16)}Z. It is not told again; another one for this name ends it.`);
      return say(`For its card: --ca "${fingerprintText(fingerprint)}"`);
    }
    case "approve":
      await hub.approve(asked.name, asked.code);
      return say(`${asked.name} gets its certificate at its next try.`);
    case "revoke":
      await hub.revoke(asked.name, asked.why);
      return say(`${asked.name} is cut off. A new card with a new token makes it a device again.`);
  }
}

function tell(list: IdentityListOn, { connected, spares }: FleetList, say: (line: string) => void): void {
  const { office, fingerprint, authorityUntil, devices, auditBrokenAt } = list;
  say(`${office}: --ca "${fingerprintText(fingerprint)}", until ${day(authorityUntil)}`);
  for (const { name, role, state, until } of devices) {
    const here = state === "enrolled" && connected ? `, ${connected.includes(name) ? "connected" : "away"}` : "";
    const spare = spares.find(({ id }) => id === name);
    const waits = spare ? `, a spare ${spare.role}, ${spare.online ? "connected" : "away"}` : here;
    say(`  ${name.padEnd(20)} ${role.padEnd(6)} ${state.padEnd(9)} until ${day(until)}${waits}`);
  }
  if (devices.length === 0) say("  no device yet: --token NAME --role ROLE makes the first one's token");
  if (auditBrokenAt !== null) say(auditBroken(auditBrokenAt));
}

export function auditBroken(row: number): string {
  return `! Row ${row} of the audit is not as it was written. Somebody changed the hub's storage: keep a copy and look into it.`;
}

/** A row of the audit in one line. */
export function auditText({ seq, at, by, what, device, person, facts }: AuditRow): string {
  const named = Object.entries(facts).map(([name, value]) => `${name} ${name === "expiresAt" ? day(Number(value)) : value}`);
  const more = named.length === 0 ? "" : ` (${named.join(", ")})`;
  return `${String(seq).padStart(5)}  ${new Date(at).toISOString().slice(0, 16)}Z  ${by}: ${what} ${device ?? person ?? ""}${more}`;
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** What a card can be for. */
function isCardRole(text: string | undefined): text is "kiosk" | "board" {
  return text === "kiosk" || text === "board";
}
