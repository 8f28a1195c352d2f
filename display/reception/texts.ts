/** The reception's words by language. */
import type { Catalogues } from "../base/texts.ts";
import { en } from "./texts.en.ts";
import { fr } from "./texts.fr.ts";
import type { ReceptionTexts } from "./words.ts";

export const receptionTexts: Catalogues<ReceptionTexts> = { en, fr };
