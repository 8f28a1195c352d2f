/** The characters of code page WPC1252, which both of our languages fit in, and what to print for any other. */

/** Bytes 80 to 9F of the code page; those below and above are the same as in Unicode. */
const between = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** Text that the code page has, on one line: other spaces become plain ones, other letters lose their marks or become "?". */
export function latin(text: string): string {
  return [...text.normalize("NFC")].map(printable).join("");
}

/** Whether the code page has all of a text, so that nothing of it is changed but its spaces. */
export function hasAll(text: string): boolean {
  return [...text.normalize("NFC")].every((character) => isBlank(character) || inCodePage(character));
}

function isBlank(character: string): boolean {
  return /\p{Cc}|\p{Zs}|\p{Zl}|\p{Zp}/u.test(character);
}

function printable(character: string): string {
  if (isBlank(character)) return " ";
  if (inCodePage(character)) return character;
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "");
  return bare !== "" && [...bare].every(inCodePage) ? bare : "?";
}

function inCodePage(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || between.includes(character);
}

/** Lines of at most `columns` characters, broken at spaces where there are any. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((each) => each !== "")) {
    let rest = word;
    if (line !== "" && line.length + 1 + rest.length <= columns) {
      line += ` ${rest}`;
      continue;
    }
    if (line !== "") lines.push(line);
    while (rest.length > columns) {
      lines.push(rest.slice(0, columns));
      rest = rest.slice(columns);
    }
    line = rest;
  }
  if (line !== "") lines.push(line);
  return lines;
}
