/** The kiosk's page, as far as it hears of codes. */
import type { Device } from "./bench.ts";

/** Follows the kiosk's live view; what is returned says which code was read last. */
export function scannedBy(kiosk: Device): () => string | undefined {
  let last: string | undefined;
  const follow = async () => {
    const answer = await fetch(`${kiosk.address}/api/kiosk/live`);
    const decoder = new TextDecoder();
    let text = "";
    for await (const bytes of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(bytes, { stream: true });
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const found = /^event: scanned\ndata: (.+)$/m.exec(text.slice(0, end));
        if (found) last = (JSON.parse(found[1] as string) as { text: string }).text;
        text = text.slice(end + 2);
      }
    }
  };
  // It ends with the kiosk.
  follow().catch(() => {});
  return () => last;
}
