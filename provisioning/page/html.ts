/** The page as HTML without scripts: a form, and what came of it. Pure. */
import { escaped } from "../markup.ts";
import { type CardForm, type KnownOffice, printerKinds } from "./form.ts";

export interface Shown {
  readonly form: CardForm;
  readonly office: KnownOffice;
  /** Boot partitions that are plugged in. */
  readonly cards: readonly string[];
  /** A sentence; null: nothing is wrong. */
  readonly wrong: string | null;
}

export interface Done {
  readonly name: string;
  readonly role: "kiosk" | "board";
  readonly isSpare: boolean;
  /** As the command says it. */
  readonly lines: readonly string[];
  /** SVG. */
  readonly label: string;
}

const printerWords: Readonly<Record<(typeof printerKinds)[number], string>> = {
  usb: "by USB",
  serial: "at a serial line",
  tcp: "in the network",
  none: "none",
};

export function formPage({ form, office, cards, wrong }: Shown): string {
  const chosen = (is: boolean) => (is ? " checked" : "");
  const device = (value: string, words: string, more: string) =>
    `<li><label><input type="radio" name="device" value="${escaped(value)}"${chosen(form.device === value)} required> <b>${escaped(words)}</b> <span>${escaped(more)}</span></label></li>`;
  // The only card that is plugged in is the one.
  const card = form.card === "" && form.folder === "" && cards.length === 1 ? cards[0] : form.card;
  const place = (value: string, words: string) =>
    `<li><label><input type="radio" name="card" value="${escaped(value)}"${chosen(card === value)}> ${escaped(words)}</label></li>`;
  const options = (list: readonly (readonly [string, string])[], value: string) =>
    list.map(([is, words]) => `<option value="${escaped(is)}"${is === value ? " selected" : ""}>${escaped(words)}</option>`).join("");
  return page(
    `A card for a device of ${office.name}`,
    `${wrong === null ? "" : `<p class="wrong" role="alert">${escaped(wrong)}</p>`}
<form method="post" action="/" autocomplete="off">
<fieldset><legend>Which device is it for?</legend>
<ul class="choices">
${office.devices.map(({ name, role, zone, stands }) => device(name, name, `${role}, ${zone} · ${stands}`)).join("\n")}
${(["kiosk", "board"] as const).map((role) => device(`spare ${role}`, `a spare ${role}`, "waits until it takes the place of one that is dead")).join("\n")}
</ul>
<div class="row">
${field("spareName", "Name of a spare", form.spareName, 'placeholder="spare-1"')}
<p><label for="zone">Where a spare waits</label><select id="zone" name="zone">${options(
      office.zones.map(({ id, name }) => [id, name] as const),
      form.zone,
    )}</select></p>
</div></fieldset>
<fieldset><legend>How does it reach the hub?</legend>
${field("hub", "The hub's name or address in the office's network", form.hub, 'required placeholder="hub.victoria.example"')}
<details${form.wifi === "" ? "" : " open"}><summary>There is no cable: Wi-Fi</summary>
<div class="row">
${field("wifi", "Name of the network", form.wifi)}
${field("passPhrase", "Pass phrase", "", 'type="password"')}
${field("country", "Country", form.country, 'maxlength="2" size="3"')}
</div></details></fieldset>
<fieldset><legend>The printer of a kiosk</legend>
<div class="row">
<p><label for="printer">It is connected</label><select id="printer" name="printer">${options(
      printerKinds.map((kind) => [kind, printerWords[kind]] as const),
      form.printer,
    )}</select></p>
${field("printerAt", "Its device file or address (not by USB)", form.printerAt, 'placeholder="/dev/ttyUSB0 or 192.168.1.20"')}
</div></fieldset>
<fieldset><legend>Where is the card?</legend>
<p>Write Raspberry Pi OS (64-bit, Lite, Trixie) to it first, with no settings of its own, and plug it in again.</p>
<ul class="choices">
${cards.map((each) => place(each, each)).join("\n")}
${place("", cards.length === 0 ? "No card is plugged in: this folder or image" : "this folder or image")}
</ul>
${field("folder", "Folder or image", form.folder)}
${field("package", "Our package, to be copied beside", form.package, 'placeholder="the-q_1.0.0_arm64.deb"')}
</fieldset>
<p class="last"><button type="submit">Write the card</button> <a href="/">Look again</a></p>
</form>`,
  );
}

export function donePage({ name, role, isSpare, lines, label }: Done): string {
  const then = isSpare
    ? `It sets itself up and shows “Spare”. When a ${role} is dead, one press on the page of machines puts it in that place.`
    : "It sets itself up, gets its certificate and connects. The token on the card is good once, and for 72 hours.";
  return page(
    `The card of ${name} is written`,
    `<ol>
<li>Take the card out as your computer asks for it, and put it into the ${role}.</li>
<li>Connect the network, ${role === "kiosk" ? "the touch screen and the printer" : "the screen"}, then power.</li>
<li>${escaped(then)}</li>
<li>Print this label and stick it on. <span class="label">${label}</span></li>
</ol>
<pre>${escaped(lines.join("\n"))}</pre>
<p class="last"><a class="button" href="/">The next card</a></p>`,
  );
}

/** The hub cannot be asked, or has no configuration: nothing can be written yet. */
export function awayPage(why: string): string {
  return page(
    "The hub cannot be asked",
    `<p class="wrong" role="alert">${escaped(why)}</p>
<p>The first card of an office is the hub's own: <code>npm run provision -- office</code> writes it, or <code>npm run provision -- card --role hub</code>.</p>
<p class="last"><a class="button" href="/">Look again</a></p>`,
  );
}

function field(name: string, words: string, value: string, more = ""): string {
  return `<p><label for="${name}">${escaped(words)}</label><input id="${name}" name="${name}" value="${escaped(value)}" ${more}></p>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
}
