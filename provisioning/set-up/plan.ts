/** The plan of an office that is to be set up: what IT writes once, beside the office's configuration. Checked as a whole. */
import * as v from "valibot";
import { identifier } from "#shared/office/basics.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { type Finding, fieldOf, type Path, type Problem, some, toProblem } from "#shared/office/problem.ts";
import { shapeFindings } from "#shared/office/shape-problems.ts";
import { keypad } from "#shared/wire/keypads.ts";
import { panel } from "#shared/wire/panels.ts";
import { backup, people, printerProfileNames, securityContact } from "#shared/wire/process.ts";
import { signLines } from "#shared/wire/signs.ts";
import { isHost, printerOf } from "../card/arguments.ts";
import { hardwareForms, scannerOf, speakerOf, voicesOf } from "../card/hardware.ts";
import { isWifiName } from "../card/wifi.ts";

const host = v.pipe(v.string(), v.check(isHost, "write a host name or an address, without a port"));
const place = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60)), "");
const address = v.nullable(v.pipe(v.string(), v.url("write an address such as https://central.example")));

const device = v.variant("role", [
  v.strictObject({
    role: v.literal("kiosk"),
    name: identifier,
    place,
    /** As `--printer` of a card: usb, serial:/dev/..., tcp:HOST[:PORT]. */
    printer: v.optional(v.pipe(v.string(), v.check(isPrinter, "write usb, none, serial:/dev/... or tcp:HOST[:PORT]")), "usb"),
    model: v.optional(v.picklist(printerProfileNames), "generic-80mm"),
    /** Its buttons, as its file has them. */
    panel: v.optional(panel),
    /** As `--scanner` of a card. */
    scanner: v.optional(written(scannerOf, hardwareForms.scanner)),
  }),
  v.strictObject({
    role: v.literal("board"),
    name: identifier,
    place,
    /** The serial lines of the signs that hang on this board, as its configuration has them. */
    signs: v.optional(signLines, []),
    /** As `--speaker` and `--voices` of a card. */
    speaker: v.optional(written(speakerOf, hardwareForms.speaker)),
    voices: v.optional(written(voicesOf, hardwareForms.voices)),
    /** The keys of the counter that the configuration names for it, as its file has them. */
    keypad: v.optional(keypad),
  }),
]);

/** As a card's option has it, and kept so: the card reads it. */
function written(read: (text: string) => unknown, form: string) {
  return v.pipe(
    v.string(),
    v.check((text) => read(text) !== undefined, `write ${form}`),
  );
}

export const planShape = v.strictObject({
  format: v.literal("theq-plan/1"),
  hub: v.strictObject({ name: identifier, address: host, place }),
  network: v.optional(
    v.strictObject({
      /** Where the clocks are set by; the network sheet names them. */
      timeServers: v.optional(v.pipe(v.array(host), v.maxLength(4)), []),
      domainServers: v.optional(v.pipe(v.array(host), v.maxLength(4)), []),
      central: v.optional(address, null),
      collector: v.optional(address, null),
    }),
    {},
  ),
  /** As the hub's file has them: its copies of itself, sealed and sent away, whom to tell of a weakness, and the staff's pages on the network. */
  backup: v.optional(backup),
  securityContact: v.optional(securityContact),
  people: v.optional(people),
  wifi: v.optional(
    v.nullable(
      v.strictObject({
        name: v.pipe(v.string(), v.check(isWifiName, "a network's name has 1 to 32 bytes")),
        country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, "two capital letters, such as CA")), "CA"),
      }),
    ),
    null,
  ),
  /** Whether the systems of all its devices are written to no more once they are set up (`card --read-only`). */
  readOnly: v.optional(v.boolean(), false),
  paper: v.optional(v.picklist(["a4", "letter"]), "letter"),
  /** A PNG picture for the tickets of kiosks whose printer keeps one; its path, from the plan's folder on. */
  logo: v.optional(v.nullable(v.pipe(v.string(), v.regex(/\.png$/i, "name a PNG picture, such as logo.png"), v.maxLength(200))), null),
  devices: v.pipe(v.array(device), v.minLength(1, "name the kiosks and boards to set up"), v.maxLength(200)),
});

export type Plan = v.InferOutput<typeof planShape>;
export type PlannedDevice = Plan["devices"][number];

export const problemsMax = 100;

/** The plan, or everything that is wrong with it at once. Never throws, whatever the input. */
export function checkPlan(
  input: unknown,
  office: OfficeConfiguration,
): { readonly plan: Plan } | { readonly problems: readonly Problem[] } {
  const findings = [...shapeFindings(input, planShape), ...namesTwice(input), ...againstOffice(input, office)];
  if (findings.length === 0) return { plan: v.parse(planShape, input) };
  return { problems: findings.slice(0, problemsMax).map((finding) => toProblem(finding, input)) };
}

/** Devices of the office that the plan leaves out: no mistake, but to be said. */
export function leftOut(plan: Plan, office: OfficeConfiguration): string[] {
  const planned = new Set(plan.devices.map(({ name }) => name));
  return office.devices.map(({ id }) => id).filter((id) => !planned.has(id));
}

function namesTwice(input: unknown): Finding[] {
  const hub = { path: ["hub", "name"], name: fieldOf(fieldOf(input, "hub"), "name") };
  const seen = new Set<unknown>();
  return [hub, ...devicesIn(input).flatMap(namesOf)].flatMap(({ path, name }) => {
    if (typeof name !== "string" || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ path, seen: name, what: "another part of the plan has this name", advice: "Give each a name of its own: labels bear them." }];
  });
}

/** A device's own name and those of its signs, with their places. */
function namesOf(device: unknown, index: number): { readonly path: Path; readonly name: unknown }[] {
  const own = { path: ["devices", index, "name"], name: fieldOf(device, "name") };
  const signs = listIn(device, "signs").flatMap((line, at) =>
    listIn(line, "signs").map((sign, place) => ({
      path: ["devices", index, "signs", at, "signs", place, "id"],
      name: fieldOf(sign, "id"),
    })),
  );
  return [own, ...signs];
}

function againstOffice(input: unknown, { devices, services }: OfficeConfiguration): Finding[] {
  const known = new Map(devices.map(({ id, role }) => [id, role]));
  return devicesIn(input).flatMap((each, index): Finding[] => {
    const [name, role] = [fieldOf(each, "name"), fieldOf(each, "role")];
    const buttons = strangeButtons(each, index, services);
    if (typeof name !== "string") return buttons;
    const path = ["devices", index, "name"];
    const inOffice = known.get(name);
    if (inOffice === undefined) {
      const advice = `Use one of ${some([...known.keys()])}, or add it to "devices" of the office's configuration.`;
      return [{ path, seen: name, what: "the office's configuration has no such device", advice }, ...buttons];
    }
    if (role === inOffice || (role !== "kiosk" && role !== "board")) return buttons;
    const advice = `Write "role": "${inOffice}", or change the configuration.`;
    return [
      { path: ["devices", index, "role"], seen: role, what: `in the office's configuration it is a ${inOffice}`, advice },
      ...buttons,
    ];
  });
}

function strangeButtons(device: unknown, index: number, services: OfficeConfiguration["services"]): Finding[] {
  return listIn(fieldOf(device, "panel"), "buttons").flatMap((button, at) => {
    const service = fieldOf(button, "service");
    if (typeof service !== "string" || services.some(({ id }) => id === service)) return [];
    const path = ["devices", index, "panel", "buttons", at, "service"];
    const advice = 'Write the id of one of "services" of the office\'s configuration.';
    return [{ path, seen: service, what: "the office's configuration has no such service", advice }];
  });
}

function devicesIn(input: unknown): readonly unknown[] {
  return listIn(input, "devices");
}

/** No more of a list than the shape allows, so that no file can make this slow. */
function listIn(input: unknown, key: string): readonly unknown[] {
  const list = fieldOf(input, key);
  return Array.isArray(list) ? list.slice(0, 200) : [];
}

function isPrinter(text: string): boolean {
  return printerOf(text) !== undefined;
}
