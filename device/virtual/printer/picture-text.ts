/** Reads a ticket's picture back: what a person would read from the paper, without knowing the bytes. */

/** The lines of text from top to bottom; blank ones leave no trace on paper. Blanks between words at set places are kept as one blank. */
export function readPicture(svg: string): string[] {
  const lines = [...svg.matchAll(/<g data-line="\d+"[^>]*>(.*?)<\/g>/gs)].map((line) => {
    const runs = [...(line[1] ?? "").matchAll(/<text x="([\d.]+)"[^>]*? textLength="([\d.]+)"[^>]*>([^<]*)<\/text>/g)];
    let text = "";
    let end = 0;
    for (const [, x, length, run] of runs) {
      if (text !== "" && Number(x) > end + 1) text += " ";
      text += unescaped(run ?? "");
      end = Number(x) + Number(length);
    }
    return text.trimEnd();
  });
  return lines.filter((line) => line !== "");
}

/** What the QR codes hold, from top to bottom. */
export function readCodes(svg: string): string[] {
  return [...svg.matchAll(/<g data-code="qr"[^>]*><title>QR code: (.*?)<\/title>/gs)].map((code) => unescaped(code[1] ?? ""));
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
