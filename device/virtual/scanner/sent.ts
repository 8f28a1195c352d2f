/** What a scanner sends for a code: its text and Enter; or what another line speed makes of that. Pure. */

export function sent(text: string, garbled: boolean): Uint8Array {
  const bytes = Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    // No byte of it is a printable character, as when a fast line is read slowly.
    return garbled ? (code * 2 + 1) | 0x80 : code;
  });
  return Uint8Array.of(...bytes, 0x0d);
}
