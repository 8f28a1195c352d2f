/**
 * What a Mosquitto (2.0 or later) beside the hub reads, made from the wire table: its configuration and who may do what. Pure.
 *
 * The name in a client's certificate replaces the one that it gives itself, and what is not named here is denied. Two things Mosquitto's
 * permissions do not tell apart, and the embedded broker does: on a topic that is a device's own it may also leave a retained message or a will.
 */
import { type Client, devicePublications, deviceSubscriptions } from "#shared/wire/topics.ts";

export interface MosquittoPaths {
  /** Where the generated files lie. */
  readonly folder: string;
  /** The hub's own way in, on loopback. */
  readonly localPort: number;
  readonly host: string;
  readonly securePort: number;
}

/** Names of the files in that folder. */
export const mosquittoFiles = {
  configuration: "the-q.conf",
  permissions: "the-q.acl",
  authorities: "authorities.pem",
  revoked: "revoked.pem",
  certificate: "hub.pem",
  key: "hub.key",
} as const;

export function mosquittoConfiguration({ folder, localPort, host, securePort }: MosquittoPaths): string {
  const at = (name: keyof typeof mosquittoFiles) => `${folder}/${mosquittoFiles[name]}`;
  return lines([
    "per_listener_settings true",
    "persistence false",
    "set_tcp_nodelay true",
    "",
    "# The hub's own way in.",
    `listener ${localPort} 127.0.0.1`,
    "allow_anonymous true",
    "",
    "# Devices.",
    `listener ${securePort} ${host}`,
    "tls_version tlsv1.3",
    `cafile ${at("authorities")}`,
    `crlfile ${at("revoked")}`,
    `certfile ${at("certificate")}`,
    `keyfile ${at("key")}`,
    "require_certificate true",
    "use_identity_as_username true",
    "use_username_as_clientid true",
    `acl_file ${at("permissions")}`,
  ]);
}

/** `devices`: those that have a certificate, each with its zone, or with none. */
export function mosquittoPermissions(devices: readonly Client[]): string {
  return lines(
    devices.flatMap((device) => [
      `user ${device.device}`,
      ...devicePublications(device).map((topic) => `topic write ${topic}`),
      ...deviceSubscriptions(device)
        // Of a device without a zone the topic would have an empty part, which is nobody's.
        .filter(({ topic }) => !topic.includes("//"))
        .map(({ topic }) => `topic read ${topic}`),
      "",
    ]),
  );
}

function lines(of: readonly string[]): string {
  return `# Written by the hub; changes are lost.\n${of.join("\n")}\n`;
}
