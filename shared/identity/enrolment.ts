/**
 * What a card carries for its device, and what device and hub say to each other to make a certificate of it: JSON over HTTPS. Certificates
 * and requests are PEM text.
 */
import * as v from "valibot";
import { readFingerprint } from "./fingerprint.ts";
import { isDeviceName } from "./names.ts";
import { readToken } from "./token.ts";

/** What a device may be set up as. A spare is given a role later. */
export const deviceRoles = ["kiosk", "board", "spare"] as const;
export type DeviceRole = (typeof deviceRoles)[number];

const idMax = 40;
const office = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "use 1 to 40 lower-case letters, digits and inner hyphens"),
);
const name = v.pipe(
  v.string(),
  v.maxLength(idMax),
  v.check(isDeviceName, "use 1 to 40 lower-case letters, digits and inner hyphens; hub and board are taken"),
);
const token = v.pipe(
  v.string(),
  v.maxLength(200),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const read = readToken(dataset.value);
    if ("token" in read) return read.token;
    addIssue({ message: wrongToken[read.wrong] });
    return NEVER;
  }),
);
const wrongToken = {
  length: "a token has 28 letters and digits, in 7 groups of 4",
  letter: "a token has letters and digits only, and no U",
  check: "a letter or digit of this token is not as it was given",
} as const;
const fingerprint = v.pipe(
  v.string(),
  v.maxLength(200),
  v.transform((text) => readFingerprint(text) ?? ""),
  v.minLength(1, "a fingerprint has 64 hexadecimal digits"),
);
const pem = v.pipe(v.string(), v.maxLength(6_000), v.regex(/^-----BEGIN [A-Z ]+-----\r?\n/, "write it as PEM"));
const secureAddress = v.pipe(
  v.string(),
  v.maxLength(300),
  v.url(),
  v.check((address) => /^https:\/\/[^/?#@]+\/?$/.test(address), "write it as https://hub.example:8443"),
);

/** The file on a card, `the-q-enrolment.json`. It has no private key and no password; the token is worth nothing once used. */
export const enrolmentFile = v.strictObject({
  version: v.literal(1),
  office,
  role: v.picklist(deviceRoles),
  name,
  /** Where the hub listens for devices, such as https://192.168.1.10:8443. */
  hub: secureAddress,
  /** Of the certificate authority that the hub's certificate chains to: the office's own root, or the province's. */
  fingerprint,
  token,
  /** UTC milliseconds by the clock that wrote the card: no clock of the device can rightly be before it. */
  madeAt: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type EnrolmentFile = v.InferOutput<typeof enrolmentFile>;

/** `POST /enrol`, without a client certificate. The name is not asked for: the token says it. */
export const enrolRequest = v.strictObject({
  office,
  role: v.picklist(deviceRoles),
  token,
  /** PKCS #10 (RFC 2986), with a P-256 key. Whatever subject it asks for is not looked at. */
  request: pem,
});
export type EnrolRequest = v.InferOutput<typeof enrolRequest>;

/** `POST /renew`, with the certificate that is to be renewed; `request` holds a fresh key. */
export const renewRequest = v.strictObject({ request: pem });
export type RenewRequest = v.InferOutput<typeof renewRequest>;

/** Status 200. */
export const enrolAnswer = v.object({
  kind: v.literal("issued"),
  name,
  certificate: pem,
  /** The authorities between it and the root, the issuer first; the root last. */
  authorities: v.pipe(v.array(pem), v.minLength(1), v.maxLength(3)),
  notBefore: v.number(),
  notAfter: v.number(),
});
export type EnrolAnswer = v.InferOutput<typeof enrolAnswer>;

/** Status 202: a person compares the code on the device's screen with the list at the hub. The device asks again with the same request. */
export const waitAnswer = v.object({ kind: v.literal("wait"), code: v.pipe(v.string(), v.regex(/^\d{4}$/)), againMs: v.number() });
export type WaitAnswer = v.InferOutput<typeof waitAnswer>;

export const authoritiesAnswer = v.object({ authorities: v.pipe(v.array(pem), v.minLength(1), v.maxLength(3)) });
