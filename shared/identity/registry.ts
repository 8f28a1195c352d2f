/** What office IT and the hub say to each other of devices' identities: HTTP on the hub's own machine, JSON. */
import * as v from "valibot";
import { deviceRoles } from "./enrolment.ts";
import { isDeviceName } from "./names.ts";

const name = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check(isDeviceName, "use 1 to 40 lower-case letters, digits and inner hyphens; hub and board are taken"),
);
/** Who asks, as they signed in to the machine. */
const by = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const why = v.optional(v.pipe(v.string(), v.maxLength(200)), "");

/** `POST /api/v1/identity/tokens` */
export const tokenOrder = v.strictObject({ name, role: v.picklist(deviceRoles), by });
/** `POST /api/v1/identity/revoke`: its certificates, and tokens that it has not used. */
export const revocation = v.strictObject({ name, why, by });
/** `POST /api/v1/identity/approve` */
export const approval = v.strictObject({ name, code: v.pipe(v.string(), v.regex(/^\d{4}$/, "4 digits")), by });

export interface TokenMade {
  readonly office: string;
  readonly name: string;
  readonly role: string;
  /** Told once; the hub keeps its hash. */
  readonly token: string;
  readonly expiresAt: number;
  readonly fingerprint: string;
  readonly enrolPort: number;
  readonly mqttsPort: number | null;
}

/** What is so of a device: `token` it may enrol; `waiting` for approval; `enrolled`; `expired` it may only renew; `revoked`. */
export interface DeviceIdentity {
  readonly name: string;
  readonly role: string;
  readonly state: "token" | "waiting" | "enrolled" | "expired" | "revoked";
  /** Of the certificate, or of the token. */
  readonly until: number;
}

/** `off`: the hub takes no devices from the network. */
export type IdentityList = { readonly kind: "off" } | IdentityListOn;

export interface IdentityListOn {
  readonly kind: "on";
  readonly office: string;
  readonly fingerprint: string;
  readonly authorityUntil: number;
  readonly approve: boolean;
  readonly devices: readonly DeviceIdentity[];
  /** The first row of the audit that is not as it was written; null when all are. */
  readonly auditBrokenAt: number | null;
}

export const auditWhats = [
  "token-made",
  "token-withdrawn",
  "device-waiting",
  "device-approved",
  "device-enrolled",
  "device-renewed",
  "certificate-replaced",
  "device-revoked",
  // Of people who sign in to the staff's pages
  "signed-in",
  "sign-in-refused",
  "sign-in-locked",
  "session-ended",
  "code-made",
  "code-refused",
  "pin-set",
  "pin-taken",
  "personal-read",
  "personal-changed",
  "configuration-taken",
  "release-keys-trusted",
  "release-channel-taken",
  "release-taken",
  "release-refused",
  "release-begun",
  "release-halted",
  "release-paused",
  "release-resumed",
  "release-withdrawn",
  "release-hurried",
  "spare-promoted",
  "device-moved",
  // Orders to devices: who asked, and how it went.
  "order-given",
  "order-done",
  "order-refused",
  "order-not-heard",
] as const;
export type AuditWhat = (typeof auditWhats)[number];

export interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly what: AuditWhat;
  /** Whom it is about: a device, or a person. */
  readonly device?: string;
  readonly person?: string;
  readonly facts: Readonly<Record<string, string | number>>;
}
