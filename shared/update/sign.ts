/** Writing what `trust.ts` reads: a document as the text that is signed, with the signatures of those who hold a key. */
import { type Channel, type DocumentKind, type Envelope, type Keys, type Release, signedText } from "./documents.ts";

export interface Signer {
  /** The key's id, as in the `keys` document. */
  readonly id: string;
  /** The Ed25519 signature of the text in UTF-8, in base64url without padding. */
  sign(text: string): string;
}

export function envelopeOf(document: Keys | Release | Channel, signers: readonly Signer[]): Envelope {
  const signed = JSON.stringify(document, null, 2);
  return signedBy(document.kind, { signed, signatures: [] }, signers);
}

/** One more signature on the same text: those who sign need not sit at one table. */
export function signedBy(kind: DocumentKind, { signed, signatures }: Envelope, signers: readonly Signer[]): Envelope {
  const text = signedText(kind, signed);
  const others = signatures.filter(({ key }) => signers.every(({ id }) => id !== key));
  return { signed, signatures: [...others, ...signers.map((signer) => ({ key: signer.id, signature: signer.sign(text) }))] };
}
