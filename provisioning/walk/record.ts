/** The signed record of a walk: what was there, measured, printed, seen and heard. Only what was signed is believed, byte for byte. */
import { createHash, createPublicKey, verify } from "node:crypto";
import * as v from "valibot";

const short = v.pipe(v.string(), v.maxLength(400));
const count = v.pipe(v.number(), v.minValue(0));
const many = <const S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.maxLength(400));

export const walkRecord = v.strictObject({
  format: v.literal("theq-walk/1"),
  office: short,
  /** As the one who walked is called; nobody checks it. */
  by: short,
  /** UTC milliseconds. */
  startedAt: count,
  minutes: count,
  actions: count,
  found: many(v.strictObject({ at: short, what: short })),
  devices: many(v.strictObject({ name: short, role: short, online: v.boolean(), faults: many(short) })),
  screens: many(
    v.strictObject({
      board: short,
      zone: short,
      inches: count,
      farthestSeatMetres: count,
      bottomMetres: count,
      letterMm: count,
      rows: count,
      advice: many(short),
    }),
  ),
  tickets: many(v.strictObject({ kiosk: short, number: v.nullable(short), printed: short, readable: v.boolean() })),
  calls: many(
    v.strictObject({
      zone: short,
      number: v.nullable(short),
      seen: many(v.strictObject({ at: short, ok: v.boolean() })),
      heard: v.nullable(v.boolean()),
    }),
  ),
  /** What is not as it should be, in sentences; empty when the office is ready. */
  problems: many(short),
});
export type WalkRecord = v.InferOutput<typeof walkRecord>;

export interface Signing {
  /** Ed25519, 32 bytes in base64url. */
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

const signedShape = v.strictObject({ record: v.pipe(v.string(), v.maxLength(200_000)), publicKey: v.string(), signature: v.string() });

export function signedText(record: WalkRecord, { publicKey, sign }: Signing): string {
  const text = JSON.stringify(record);
  return `${JSON.stringify({ record: text, publicKey, signature: sign(text) }, null, 2)}\n`;
}

export type Verified = { readonly record: WalkRecord; readonly key: string } | { readonly wrong: string };

/** `expected`: the key's fingerprint, where it is known; without it the record is only known to be whole. */
export function verified(text: string, expected: string | null): Verified {
  const signed = v.safeParse(v.pipe(v.string(), v.parseJson(), signedShape), text);
  if (!signed.success) return { wrong: "This is no signed record of a walk." };
  const { record, publicKey, signature } = signed.output;
  let holds = false;
  try {
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
    holds = verify(null, Buffer.from(record), key, Buffer.from(signature, "base64url"));
  } catch {
    holds = false;
  }
  if (!holds) return { wrong: "The signature does not fit: the record was changed after it was signed." };
  const key = keyFingerprint(publicKey);
  if (expected !== null && key !== expected.toLowerCase().replaceAll(/[\s:]/g, ""))
    return { wrong: `It is signed, but by another key (${key}) than the one asked for.` };
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), walkRecord), record);
  return read.success ? { record: read.output, key } : { wrong: "The signature fits, but what was signed is no record of this version." };
}

/** SHA-256 of the public key's 32 bytes, in hexadecimal. */
export function keyFingerprint(publicKey: string): string {
  return createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("hex");
}

/** What was found wrong, in sentences that say where. */
export function problemsOf({ devices, screens, tickets, calls }: Omit<WalkRecord, "problems">): string[] {
  return [
    ...devices
      .filter(({ online }) => !online)
      .map(({ name }) => `${name} is not connected to the hub. Check its power and its network cable.`),
    ...devices.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)),
    ...screens.flatMap(({ board, advice }) => advice.map((one) => `${board}: ${one}`)),
    ...tickets.flatMap(({ kiosk, number, printed, readable }) => {
      if (number === null) return [`${kiosk} gave no ticket. Look at its screen: it says why.`];
      if (printed !== "printed") return [`${kiosk}: the paper of ${number} is "${printed}". Check printer, paper and cable.`];
      return readable ? [] : [`${kiosk}: the paper of ${number} cannot be read. Check the roll's side and the printer's setting.`];
    }),
    ...calls.flatMap(({ zone, number, seen, heard }) => [
      ...(number === null ? [`Nobody could be called in ${zone}.`] : []),
      ...seen.filter(({ ok }) => !ok).map(({ at }) => `${at} did not show ${number}. Check its screen or cable.`),
      ...(heard === false ? [`${number} was not heard in ${zone}. Check the loudspeaker and its volume.`] : []),
    ]),
  ];
}
