/** What a return slip says, in each language. Read on one's feet, and kept in a pocket until tomorrow. */
import type { ReturnSlipTexts } from "../ticket/return-slip.ts";
import type { Language } from "./language.ts";

export const returnSlipTexts: Readonly<Record<Language, ReturnSlipTexts>> = {
  en: {
    comeBack: "Please come back",
    between: (from, to) => `${from} to ${to}`,
    youGoFirst: "In this hour you go first.",
    checkIn: "When you come, scan this slip at the kiosk, or show it at a counter.",
    later: "Later that day you wait in line. The slip is good for that day only.",
    yourNumber: "Your number stays",
    practice: "PRACTICE",
  },
  fr: {
    comeBack: "Veuillez revenir",
    between: (from, to) => `de ${from} à ${to}`,
    youGoFirst: "Pendant cette heure, vous passez en premier.",
    checkIn: "À votre arrivée, numérisez ce coupon à la borne ou montrez-le à un comptoir.",
    later: "Plus tard ce jour-là, vous attendez dans la file. Valable ce jour-là seulement.",
    yourNumber: "Votre numéro reste",
    practice: "EXERCICE",
  },
};
