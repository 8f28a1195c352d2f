/** What to do at a device, step by step, each with a small drawing; for the printer that it is, where the device says which. Loaded when somebody goes. */
import { html, type SVGTemplateResult, svg } from "lit";
import type { AttentionEntry } from "#shared/attention/attention.ts";
import { type Hand, needs } from "#shared/attention/needs.ts";
import type { Language } from "#shared/texts/language.ts";
import type { Catalogues } from "./texts.ts";

type Drawing = "open" | "roll" | "close" | "jam" | "press-down" | "plug" | "power" | "door" | "feed" | "presenter";

interface Step {
  readonly drawing: Drawing;
  readonly text: Readonly<Record<Language, string>>;
}

/** How a printer is opened and loaded. */
type Build = "drop-in" | "presenter" | "other";

const step = (drawing: Drawing, en: string, fr: string): Step => ({ drawing, text: { en, fr } });

const openLid: Readonly<Record<Build, Step>> = {
  "drop-in": step("open", "Push the lever or button and lift the lid.", "Poussez le levier ou le bouton et soulevez le couvercle."),
  presenter: step("door", "Unlock the kiosk’s door and open the printer.", "Déverrouillez la porte de la borne et ouvrez l’imprimante."),
  other: step("open", "Open the printer’s lid.", "Ouvrez le couvercle de l’imprimante."),
};

const closeLid: Readonly<Record<Build, Step>> = {
  "drop-in": step(
    "close",
    "Close the lid until it clicks; the paper’s end stays outside.",
    "Fermez jusqu’au déclic; le bout du papier reste dehors.",
  ),
  presenter: step("close", "Close the printer, then the door.", "Fermez l’imprimante, puis la porte."),
  other: step(
    "close",
    "Close the lid until it clicks; the paper’s end stays outside.",
    "Fermez jusqu’au déclic; le bout du papier reste dehors.",
  ),
};

const layIn: Readonly<Record<Build, Step>> = {
  "drop-in": step(
    "roll",
    "Drop in a new roll, as the picture inside the lid shows.",
    "Déposez un rouleau neuf, comme le montre l’image sous le couvercle.",
  ),
  presenter: step(
    "feed",
    "Hang up a new roll and put its end straight into the slot.",
    "Accrochez un rouleau neuf et glissez son bout bien droit dans la fente.",
  ),
  other: step(
    "roll",
    "Lay in a new roll, as the picture in the printer shows.",
    "Posez un rouleau neuf, comme le montre l’image dans l’imprimante.",
  ),
};

const takeOut: Readonly<Record<Build, Step>> = {
  "drop-in": step("jam", "Take out all loose paper. Keep off the blade.", "Retirez tout papier libre, sans toucher la lame."),
  presenter: step("presenter", "Pull the stuck ticket out, the way it would come.", "Tirez le billet coincé dans le sens de la sortie."),
  other: step("jam", "Take out all loose paper. Keep off the blade.", "Retirez tout papier libre, sans toucher la lame."),
};

const plug = step("plug", "Push its cables in at both ends.", "Enfoncez ses câbles aux deux bouts.");
const power = step("power", "Switch it off, count to five, and on again.", "Éteignez, comptez jusqu’à cinq et rallumez.");

function stepsOf(hand: Hand, build: Build): readonly Step[] {
  switch (hand) {
    case "paper":
      return [openLid[build], layIn[build], closeLid[build]];
    case "jam":
      return [openLid[build], takeOut[build], closeLid[build]];
    case "cover":
      return [
        step("press-down", "Press the lid down on both sides until it clicks.", "Appuyez des deux côtés du couvercle jusqu’au déclic."),
      ];
    case "printer":
      return [plug, power];
    case "sign":
      return [plug, power];
    case "device":
      return [
        step("power", "Is its screen dark? See that it has power.", "L’écran est noir? Vérifiez l’alimentation."),
        step("plug", "Push in the network cable at both ends.", "Enfoncez le câble réseau aux deux bouts."),
      ];
  }
}

/** By the profile's name (`shared/wire/process.ts`), as the device says it. */
function buildOf(printer: string | number | undefined): Build {
  const name = String(printer ?? "");
  return name.startsWith("epson-") ? "drop-in" : /^(custom|nippon)-/.test(name) ? "presenter" : "other";
}

const body = svg`<path class="body" d="M12 34h56v26H12z"/>`;
const roll = (x: number, y: number) => svg`<circle class="paper" cx=${x} cy=${y} r="11"/><circle cx=${x} cy=${y} r="3.5"/>`;

const drawings: Readonly<Record<Drawing, SVGTemplateResult>> = {
  open: svg`${body}<path class="body" d="M12 34 22 8h46L58 34"/><path class="move" d="M76 34V12m-5 6 5-6 5 6"/>`,
  roll: svg`${body}<path d="M22 34c0 14 36 14 36 0"/>${roll(40, 16)}<path class="move" d="M64 8v18m-5-5 5 5 5-5"/>`,
  close: svg`${body}<path class="body" d="M12 34v-8h56v8"/><path class="paper" d="M30 26V12h20v14"/><path class="move" d="M76 10v20m-5-6 5 6 5-6"/>`,
  jam: svg`${body}<path class="paper" d="M28 34c-4-8 6-8 2-14s8-6 6-12M52 34c4-8-6-8-2-14s-8-6-6-12"/><path class="move" d="M72 30V8m-5 6 5-6 5 6"/>`,
  "press-down": svg`${body}<path class="body" d="M12 34v-8h56v8"/><path class="move" d="M24 4v16m-5-6 5 6 5-6M56 4v16m-5-6 5 6 5-6"/>`,
  plug: svg`<path class="body" d="M50 22h28v24H50z"/><path d="M50 29h-8M50 39h-8"/><path class="body" d="M24 24h14v20H24zM24 34H6"/><path class="move" d="M26 54h20m-6-5 6 5-6 5"/>`,
  power: svg`<circle class="body" cx="42" cy="34" r="24"/><path class="move" d="M42 18v14M33 24a13 13 0 1 0 18 0"/>`,
  door: svg`<path class="body" d="M24 6h34v54H24z"/><path class="body" d="M24 6 8 14v50l16-4"/><path class="paper" d="M32 22h18v10H32z"/><path class="move" d="M66 34h14m-6-5 6 5-6 5"/>`,
  feed: svg`${roll(22, 22)}<path class="body" d="M46 26h30v26H46z"/><path class="paper" d="M22 33c10 8 16 6 24 6"/><path class="move" d="M26 54h16m-6-5 6 5-6 5"/>`,
  presenter: svg`<path class="body" d="M8 18h40v30H8z"/><path class="paper" d="M48 27h18v12H48z"/><path class="move" d="M54 54h22m-6-5 6 5-6 5"/>`,
};

export function attentionSteps({ need, facts }: AttentionEntry, language: Language) {
  return html`<ol class="steps">
    ${stepsOf(needs[need].hand, buildOf(facts.printer)).map(
      ({ drawing, text }, place) =>
        html`<li><svg viewBox="0 0 88 68" aria-hidden="true" focusable="false">${drawings[drawing]}</svg><span><b>${place + 1}.</b> ${text[language]}</span></li>`,
    )}
  </ol>`;
}

/** The words alone, for tests of the catalogue. */
export const stepWords: Catalogues<(hand: Hand, printer: string) => string[]> = {
  en: (hand, printer) => stepsOf(hand, buildOf(printer)).map(({ text }) => text.en),
  fr: (hand, printer) => stepsOf(hand, buildOf(printer)).map(({ text }) => text.fr),
};
