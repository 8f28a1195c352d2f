/** `npm run provision -- office`: all cards, labels and sheets of one office in one folder. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { printerOf } from "../card/arguments.ts";
import { cardFiles } from "../card/card.ts";
import { destinationOf } from "../card/destination.ts";
import { scannerOf, speakerOf, voicesOf } from "../card/hardware.ts";
import { publicKeys, textOf } from "../card/input-file.ts";
import { type Label, labelSheet, labelSvg } from "../card/label.ts";
import { logoDigest, logoName } from "../card/logo.ts";
import { type Desk, firstBootText, localeUsual, madeBefore } from "../card/make-card.ts";
import { readJson, readOffice } from "../card/office-file.ts";
import type { CardOrder } from "../card/order.ts";
import { deviceSettings, enrolmentName, hubSettings } from "../card/settings.ts";
import { askedWifi } from "../card/wifi-asked.ts";
import { writeCard } from "../card/write-card.ts";
import { HubIdentity } from "../devices/hub-identity.ts";
import { Failure } from "../office/failure.ts";
import type { OfficeAsked } from "./arguments.ts";
import { checkPlan, leftOut, type Plan, type PlannedDevice } from "./plan.ts";
import { sheetsOf } from "./sheets.ts";
import { readTokens } from "./tokens.ts";

export async function makeOffice(asked: OfficeAsked, desk: Desk): Promise<void> {
  const office = readOffice(asked.office);
  const plan = readPlan(asked.plan, office);
  const sshKeys = asked.sshKey === null ? [] : publicKeys(asked.sshKey);
  const wifi = plan.wifi === null ? null : await askedWifi({ ...plan.wifi, passPhraseFile: asked.wifiFile }, desk);
  const logo = plan.logo === null ? null : resolve(dirname(asked.plan), plan.logo);
  const logoHash = logo === null ? null : logoDigest(logo);
  const ask = asked.given && "tokens" in asked.given ? asked.given : null;
  const written = ask === null ? null : { ca: ask.ca, tokens: tokensOf(ask.tokens, plan) };
  useFolder(asked.to);
  const given = asked.given && "hub" in asked.given ? await tokensAt(asked.given.hub, asked.to, plan, office, desk) : written;

  const common = {
    office: office.office.id,
    timeZone: office.office.timeZone,
    locale: localeUsual,
    timeServers: plan.network.timeServers,
    wifi,
    sshKeys,
    readOnly: plan.readOnly,
    logo: null,
  };
  const named = { id: office.office.id, configuration: office };
  const write = (order: CardOrder, folder: string) => {
    const destination = destinationOf(folder);
    if (logo !== null && order.logo !== null) destination.copy(logoName, logo);
    writeCard(cardFiles(order, firstBootText()), destination, false);
    if (asked.package !== null) destination.copy(basename(asked.package), asked.package);
    desk.say(`  cards/${order.name}`);
  };

  write(
    {
      ...common,
      role: "hub",
      name: plan.hub.name,
      wifi: null,
      settings: hubSettings(named, { ...plan, ...plan.network }),
    },
    cardFolder(asked.to, plan.hub.name),
  );
  for (const device of plan.devices) {
    const token = given?.tokens.get(device.name);
    if (!given || token === undefined) continue;
    const folder = cardFolder(asked.to, device.name);
    const madeAt = madeBefore(token, destinationOf(folder)) ?? desk.now().getTime();
    const own = keepsLogo(device) ? logoHash : null;
    const wanted = { ...deviceOf(device), hasLogo: own !== null, zone: null, hub: plan.hub.address, ca: given.ca, token };
    write({ ...common, role: device.role, name: device.name, logo: own, settings: deviceSettings(wanted, named, madeAt) }, folder);
  }

  const labels = labelsOf(plan, office);
  mkdirSync(join(asked.to, "labels"), { recursive: true });
  for (const label of labels) writeFileSync(join(asked.to, "labels", `${label.name}.svg`), labelSvg(label));
  const sheets = sheetsOf(plan, office, { ssh: sshKeys.length > 0, hasDeviceCards: given !== null });
  for (const { name, text } of [{ name: "labels.html", text: labelSheet(labels, plan.paper) }, ...sheets]) {
    writeFileSync(join(asked.to, name), text);
    desk.say(`  ${name}`);
  }
  if (logo !== null && !plan.devices.some(keepsLogo))
    desk.say("No kiosk has a printer that keeps a logo (an Epson does): the tickets come without it.");
  for (const id of leftOut(plan, office)) desk.say(`The plan leaves out ${id}, which the office's configuration has.`);
  desk.say(`Open ${join(asked.to, mark)} and go on from there.`);
}

/** The page that tells a folder of ours from any other. */
const mark = "start-here.html";

function useFolder(folder: string): void {
  const isOthers = existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, mark));
  if (isOthers) throw new Failure(`${folder} has files of somebody else. Name a new folder.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // First, so that a run that breaks off leaves a folder that the next one may use.
  if (!existsSync(join(folder, mark))) writeFileSync(join(folder, mark), "");
}

function cardFolder(to: string, name: string): string {
  return join(to, "cards", name);
}

function readPlan(file: string, office: OfficeConfiguration): Plan {
  const checked = checkPlan(readJson(file), office);
  if ("plan" in checked) return checked.plan;
  const lines = checked.problems.map(({ path, seen, what, advice }) => `  ${path || "the file"} (${seen}): ${what}. ${advice}`);
  throw new Failure(`${file} is no plan that this office can be set up by:\n${lines.join("\n")}`);
}

function tokensOf(file: string, plan: Plan): ReadonlyMap<string, string> {
  const names = plan.devices.map(({ name }) => name);
  const read = readTokens(textOf(file), names);
  if (!("wrong" in read)) return read;
  throw new Failure(`${file} does not fit the plan:\n${read.wrong.map((each) => `  ${each}.`).join("\n")}`);
}

/** Tokens made at the hub for those devices that have neither their certificate nor a card with a token that still waits. */
async function tokensAt(hub: string, to: string, plan: Plan, { office: { id } }: OfficeConfiguration, desk: Desk) {
  const identity = new HubIdentity(hub, desk.user);
  const { office, fingerprint, devices } = await identity.list();
  if (office !== id) throw new Failure(`The hub at ${hub} is that of ${office}, not of ${id}.`);
  const states = new Map(devices.map(({ name, state }) => [name, state]));
  const tokens = new Map<string, string>();
  for (const { name, role } of plan.devices) {
    const state = states.get(name);
    const hasCard = destinationOf(cardFolder(to, name)).read(`the-q-${enrolmentName}`) !== null;
    if (state === "enrolled" || state === "expired") desk.say(`  ${name} has its certificate already: no new card.`);
    else if (state === "waiting") desk.say(`  ${name} waits for approval: no new card.`);
    else if (state === "token" && hasCard) desk.say(`  cards/${name} is as it was: its token still waits.`);
    else tokens.set(name, (await identity.token(name, role)).token);
  }
  return { ca: fingerprint, tokens };
}

function keepsLogo(device: PlannedDevice): boolean {
  return device.role === "kiosk" && device.printer !== "none" && device.model.startsWith("epson-");
}

function deviceOf(device: PlannedDevice) {
  const { role, name } = device;
  if (role === "board") {
    const heard = { speaker: speakerOf(device.speaker ?? "") ?? null, voices: voicesOf(device.voices ?? "") ?? null };
    const keys = device.keypad ? { keypad: device.keypad } : {};
    return { role, name, printer: "none", signs: device.signs, ...heard, ...keys } as const;
  }
  const hung = { ...(device.panel ? { panel: device.panel } : {}), scanner: scannerOf(device.scanner ?? "") ?? null };
  return { role, name, printer: printerOf(device.printer) ?? "usb", ...hung } as const;
}

function labelsOf(plan: Plan, { office: { id, name } }: OfficeConfiguration): Label[] {
  const label = (one: string, role: Label["role"], place: string): Label => ({ office: id, officeName: name.en, name: one, role, place });
  return [
    label(plan.hub.name, "hub", plan.hub.place),
    ...plan.devices.flatMap((device) => [
      label(device.name, device.role, device.place),
      ...(device.role === "board" ? device.signs : []).flatMap(({ signs }) => signs.map((sign) => label(sign.id, "sign", device.place))),
    ]),
  ];
}
