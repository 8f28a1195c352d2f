/**
 * Where a weakness is reported, as machines look for it: `/.well-known/security.txt` (RFC 9116), and until when this version is supported. Pure.
 */

/** The versions that one line of support stands for. */
export const supportedVersions = "0.1";
/** The end of it, which a new release puts off: nobody is told an address that may be nobody's any more. UTC milliseconds. */
export const supportedUntil = Date.UTC(2027, 10, 1);
/** Of this project, for an office that names no contact of its own. */
export const projectContact = "mailto:security@the-q.example";
export const securityTextPath = "/.well-known/security.txt";

/** What a contact is: an address on the web, of mail, or a telephone number (RFC 9116, 2.5.3). */
export const contactForm = /^(?:https:\/\/|mailto:|tel:)[\x21-\x7e]{3,200}$/;

/** The file's text. `contact`: whom the office names first; the project is told in any case, for what is wrong with the programs themselves. */
export function securityText(contact: string | null = null): string {
  const contacts = contact === null || contact === projectContact ? [projectContact] : [contact, projectContact];
  const expires = new Date(supportedUntil).toISOString().replace(".000Z", "Z");
  const fields = [...contacts.map((each) => `Contact: ${each}`), `Expires: ${expires}`, "Preferred-Languages: en, fr"];
  return `${fields.join("\n")}\n`;
}
