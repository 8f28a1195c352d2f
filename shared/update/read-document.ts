/** Reads a published document as it arrives: never more of it than any document is long. */

const documentBytesMax = 100_000;

/** Null: there is nothing to judge, because it was cut off, is too long or no JSON. */
export async function readDocument(body: AsyncIterable<Uint8Array>): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > documentBytesMax) return null;
      text += decoder.decode(chunk, { stream: true });
    }
    return JSON.parse(text + decoder.decode());
  } catch {
    return null;
  }
}
