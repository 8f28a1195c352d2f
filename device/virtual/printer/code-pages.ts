/**
 * What a byte looks like on paper: `ESC t` code pages by Epson's numbers, and the twelve places `ESC R` changes by country.
 * Pages that the web knows come from TextDecoder, the others are written out here from 80h to FFh.
 */

/** True when the printer has the page; it keeps the old one when told another. */
export function hasCodePage(number: number): boolean {
  return number in ownPages || number in webPages;
}

export function hasInternational(number: number): boolean {
  return number in internationals;
}

/** The character for a byte from 20h up; a blank where a page has nothing. */
export function characterOf(byte: number, codePage: number, international: number): string {
  if (byte < 0x80) return byte === 0x7f ? " " : internationalCharacter(String.fromCharCode(byte), international);
  const own = ownPages[codePage];
  if (own !== undefined) return own.charAt(byte - 0x80);
  const character = new TextDecoder(webPages[codePage]).decode(Uint8Array.of(byte));
  // Unassigned places decode to controls, which no paper shows; no-break space and soft hyphen print as their plain forms.
  if (character <= "\u00a0" || character === "\ufffd") return " ";
  return character === "\u00ad" ? "-" : character;
}

const replaced = "#$@[\\]^`{|}~";

function internationalCharacter(character: string, international: number): string {
  const place = replaced.indexOf(character);
  return place < 0 ? character : (internationals[international] ?? replaced).charAt(place);
}

const internationals: Readonly<Record<number, string>> = {
  0: replaced,
  1: "#$à°ç§^`éùè¨",
  2: "#$§ÄÖÜ^`äöüß",
  3: "£$@[\\]^`{|}~",
  8: "#$@[¥]^`{|}~",
  13: "#$@[₩]^`{|}~",
  15: "#¥@[\\]^`{|}~",
};

const page437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ";

const page850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´-±‗¾¶§÷¸°¨·¹³²■ ";

const page863 =
  "ÇüéâÂà¶çêëèïî‗À§ÉÈÊôËÏûù¤ÔÜ¢£ÙÛƒ¦´óú¨¸³¯Î⌐¬½¼¾«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ";

const pageKatakana =
  "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╰╯ ｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿ" +
  "ﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ═╞╪╡◢◣◥◤♠♥♦♣●○╱╲╳円年月日時分秒〒市区町村人▒ ";

const ownPages: Readonly<Record<number, string>> = {
  0: page437,
  1: pageKatakana,
  2: page850,
  4: page863,
  // 858 is 850 with the euro sign in the place of the dotless i.
  19: page850.replace("ı", "€"),
};

const webPages: Readonly<Record<number, string>> = {
  15: "iso-8859-7",
  16: "windows-1252",
  17: "ibm866",
  39: "iso-8859-2",
  40: "iso-8859-15",
  45: "windows-1250",
  46: "windows-1251",
  47: "windows-1253",
  48: "windows-1254",
  49: "windows-1255",
  50: "windows-1256",
  51: "windows-1257",
  52: "windows-1258",
};
