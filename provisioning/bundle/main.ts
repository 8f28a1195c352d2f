/** `npm run bundle -- VERB`: makes keys, payloads, signed documents and bundles of releases. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { identifier as officeName } from "#shared/office/basics.ts";
import {
  type Channel,
  channelSchema,
  type Envelope,
  envelopeSchema,
  type Keys,
  keysSchema,
  type Release,
  releaseSchema,
} from "#shared/update/documents.ts";
import { envelopeOf, signedBy } from "#shared/update/sign.ts";
import { newKeyFile, readKeyFile } from "./key-file.ts";
import { fareText, howReleasesFare, troubledFurther } from "./province.ts";
import { packBundle, packFolder } from "./tar.ts";

const help = `Makes what a device needs to take a release. Each step is a file, so that those who sign need not sit at one table.

  npm run bundle -- keys NAME... --to FOLDER [--threshold N] [--days N]
      new keys NAME.key (keep them apart and offline), and keys.json: who may sign, and how many of them must
  npm run bundle -- payload FOLDER --to payload.tar.zst
      the same folder gives the same bytes
  npm run bundle -- release FACTS --payload FILE --to release.json [--sign KEY]... [--days N]
      FACTS is JSON: target, version, number, follows, data { format, reads, readBy } (shared/update/documents.ts)
  npm run bundle -- channel --version N --least N --release FILE... --to channel.json [--sign KEY]... [--days N]
      which releases are current; it grows stale, so it is signed anew within its days
      [--office NAME]... [--percent N] for these offices, and N of a hundred of the others; without both, for all.
      Publish it wider and wider: an office that was offered a release is offered it in every wider channel
      [--central ADDRESS [--before FILE] [--despite-trouble]] asks how the release fares where it is. While it goes no further there, a
      channel is refused that offers it to more offices than the one before it (--before)
  npm run bundle -- province --central ADDRESS
      how releases fare in every office that its hub tells central of
  npm run bundle -- sign FILE KEY...
      one more signature on keys.json, release.json or channel.json
  npm run bundle -- pack --release FILE --payload FILE [--keys FILE]... [--channel FILE] --to NAME.bundle

  --days N   how long the document is good: keys 730, release 365, channel 10
`;

const dayMs = 86_400_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: "string" },
    threshold: { type: "string" },
    days: { type: "string" },
    payload: { type: "string" },
    release: { type: "string", multiple: true },
    keys: { type: "string", multiple: true },
    channel: { type: "string" },
    version: { type: "string" },
    least: { type: "string" },
    office: { type: "string", multiple: true },
    percent: { type: "string" },
    central: { type: "string" },
    before: { type: "string" },
    "despite-trouble": { type: "boolean", default: false },
    sign: { type: "string", multiple: true },
    help: { type: "boolean" },
  },
});
const [verb, ...given] = positionals;

if (values.help || verb === undefined) process.stdout.write(help);
else {
  try {
    await act(verb);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function act(what: string): Promise<void> {
  switch (what) {
    case "keys":
      return keys();
    case "payload":
      return packFolder(only("the folder of the release"), needed("to"));
    case "release":
      return release();
    case "channel":
      return channel();
    case "province":
      return province();
    case "sign":
      return sign();
    case "pack":
      return pack();
    default:
      throw new Error(`There is no "${what}". --help says what there is.`);
  }
}

function keys(): void {
  const folder = needed("to");
  if (given.length === 0) throw new Error("Name those who will sign: npm run bundle -- keys first second third --to FOLDER");
  for (const name of given)
    if (!/^[a-z0-9-]{1,40}$/.test(name)) throw new Error(`"${name}" is no name: lower-case letters, digits, hyphens.`);
  mkdirSync(folder, { recursive: true });
  const holders = given.map((name) => newKeyFile(path.join(folder, `${name}.key`)));
  const ids = holders.map(({ id }) => id);
  const threshold = whole("threshold", Math.min(2, ids.length));
  const signers = { keys: ids, threshold };
  const document = fits<Keys>(keysSchema, {
    kind: "keys",
    version: 1,
    expiresAt: expiry(730),
    keys: Object.fromEntries(holders.map(({ id, publicKey }) => [id, publicKey])),
    // A channel is signed every few days, by one person.
    roles: { keys: signers, release: signers, channel: { keys: ids, threshold: 1 } },
  });
  write(path.join(folder, "keys.json"), envelopeOf(document, holders));
}

async function release(): Promise<void> {
  const payload = needed("payload");
  const facts = json(only("the file of facts"));
  const document = fits<Release>(releaseSchema, {
    ...(facts as object),
    kind: "release",
    product: "the-q",
    madeAt: Date.now(),
    expiresAt: expiry(365),
    payload: { bytes: statSync(payload).size, sha512: await sha512Of(payload) },
  });
  write(needed("to"), envelopeOf(document, signers()));
}

async function channel(): Promise<void> {
  const current = (values.release ?? []).map((file) => {
    const envelope = envelopeIn(file);
    const { target, number } = fits<Release>(releaseSchema, JSON.parse(envelope.signed));
    return { target, number, sha512: createHash("sha512").update(envelope.signed).digest("hex") };
  });
  const document = fits<Channel>(channelSchema, {
    kind: "channel",
    version: whole("version"),
    least: whole("least"),
    expiresAt: expiry(10),
    current,
    ...offered(),
  });
  await askAround(document);
  write(needed("to"), envelopeOf(document, signers()));
  process.stdout.write(`${offeredText(document.offices)}\n`);
}

/** Throws when a release goes no further for now, and this channel offers it to more offices than the one before it. */
async function askAround(channel: Channel): Promise<void> {
  const { central, before: file, "despite-trouble": isMeant } = values;
  if (central === undefined) {
    if (file !== undefined || isMeant) throw new Error("--before and --despite-trouble go with --central.");
    return;
  }
  const before = file === undefined ? null : fits<Channel>(channelSchema, JSON.parse(envelopeIn(file).signed));
  const troubled = troubledFurther(await howReleasesFare(central), channel, before);
  if (troubled.length === 0) return;
  const told = troubled.flatMap(fareText).join("\n");
  if (isMeant) return void process.stdout.write(`${told}\nOffered nevertheless.\n`);
  throw new Error(`${told}
Nothing was written: publish it no wider until it is well there, or take it back with a channel that names the release before it.
A person in the office looks, and lets the others follow or not (provisioning/README.md). --despite-trouble publishes it nevertheless.`);
}

async function province(): Promise<void> {
  if (values.central === undefined) throw new Error("--central is missing: the address of central, such as http://127.0.0.1:9000.");
  const releases = await howReleasesFare(values.central);
  process.stdout.write(releases.length === 0 ? "No office has told of a release.\n" : `${releases.flatMap(fareText).join("\n")}\n`);
}

/** Whom a channel is for; without a word of it, for all. */
function offered(): Pick<Channel, "offices"> {
  const { office: first = [], percent: text } = values;
  if (first.length === 0 && text === undefined) return {};
  const wrong = first.find((name) => !v.is(officeName, name));
  if (wrong !== undefined) throw new Error(`"${wrong}" is no office: lower-case letters, digits and inner hyphens, as in its hub's file.`);
  const percent = text === undefined ? 0 : Number(text);
  if (text === "" || !(percent >= 0 && percent <= 100)) throw new Error("--percent takes a number from 0 to 100.");
  return { offices: { first: [...new Set(first)], percent } };
}

function offeredText(offices: Channel["offices"]): string {
  if (offices === undefined) return "For all offices.";
  const named = offices.first.length === 0 ? "no office by name" : offices.first.join(", ");
  return `For ${named}, and ${offices.percent} of a hundred of the others.`;
}

function sign(): void {
  const [file, ...keyFiles] = given;
  if (file === undefined || keyFiles.length === 0) throw new Error("sign takes the document's file and the keys' files.");
  const envelope = envelopeIn(file);
  const { kind } = fits(v.object({ kind: v.picklist(["keys", "release", "channel"]) }), JSON.parse(envelope.signed));
  write(file, signedBy(kind, envelope, keyFiles.map(readKeyFile)), true);
}

async function pack(): Promise<void> {
  const text = (file: string) => JSON.stringify(envelopeIn(file));
  const [release] = values.release ?? [];
  if (release === undefined) throw new Error("--release is missing. --help says what it is.");
  await packBundle(
    {
      keys: (values.keys ?? []).map(text),
      channel: values.channel === undefined ? null : text(values.channel),
      release: text(release),
      payload: needed("payload"),
    },
    needed("to"),
  );
}

function signers() {
  return (values.sign ?? []).map(readKeyFile);
}

function envelopeIn(file: string): Envelope {
  return fits<Envelope>(envelopeSchema, json(file));
}

function fits<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  throw new Error(read.issues.map((issue) => `${v.getDotPath(issue) ?? "document"}: ${issue.message}`).join("\n"));
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function write(file: string, envelope: Envelope, again = false): void {
  if (!again && existsSync(file)) throw new Error(`${file} is there already. Name another with --to, or delete it.`);
  writeFileSync(file, `${JSON.stringify(envelope, null, 2)}\n`);
}

async function sha512Of(file: string): Promise<string> {
  const hash = createHash("sha512");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}

function expiry(daysUsual: number): number {
  return Date.now() + whole("days", daysUsual) * dayMs;
}

function whole(name: "threshold" | "days" | "version" | "least", usual?: number): number {
  const text = values[name];
  if (text === undefined && usual !== undefined) return usual;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a whole number from 1 on.`);
  return number;
}

function needed(name: "to" | "payload"): string {
  const value = values[name];
  if (value === undefined) throw new Error(`--${name} is missing. --help says what it is.`);
  return value;
}

function only(what: string): string {
  const [first, ...more] = given;
  if (first === undefined || more.length > 0) throw new Error(`Give ${what}, and nothing else.`);
  return first;
}
