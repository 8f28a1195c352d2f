/** What one card is for, read and checked: everything the files on it are made from. Knows nothing of files or of the terminal. */
export const cardRoles = ["hub", "kiosk", "board"] as const;
export type CardRole = (typeof cardRoles)[number];

export interface Wifi {
  readonly name: string;
  /** The key derived from the pass phrase, 64 hexadecimal digits: the pass phrase itself is on no card. */
  readonly key: string;
  /** Two letters, such as CA: which channels are allowed. */
  readonly country: string;
}

/** One file on the boot partition. */
export interface CardFile {
  readonly name: string;
  readonly text: string;
}

export interface CardOrder {
  /** The office's id, as in topics. */
  readonly office: string;
  readonly role: CardRole;
  readonly name: string;
  readonly timeZone: string;
  /** Such as `en_CA.UTF-8`. */
  readonly locale: string;
  readonly wifi: Wifi | null;
  /** Where its clock is set by; none: by those of the operating system or of DHCP. */
  readonly timeServers: readonly string[];
  /** Public keys that may sign in by SSH; none: SSH stays off. */
  readonly sshKeys: readonly string[];
  /** What changes lies on a partition of its own, and the system's own is written to no more once all is in its place. */
  readonly readOnly: boolean;
  /** The SHA-256 of the office's logo that lies beside, so that a card with another logo is another card; null: none. */
  readonly logo: string | null;
  /** What the program of this role reads, by its name in `/etc/the-q`. */
  readonly settings: readonly CardFile[];
}

/** At most 63 characters, as a host name may have (RFC 1123, section 2.1): a long office's name is cut, never the device's. */
export function hostName(office: string, name: string): string {
  const room = 63 - name.length - 1;
  return `${office.slice(0, room).replace(/-+$/, "")}-${name}`;
}
