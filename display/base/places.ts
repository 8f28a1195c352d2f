/** Where citizens are sent who came to the wrong place: keys of texts, because free text never enters an event. */
import type { Catalogues } from "./texts.ts";

export const places = ["other-office", "service-canada", "city-hall", "courthouse", "icbc", "online", "phone"] as const;
export type Place = (typeof places)[number];

export const placeWords: Catalogues<Readonly<Record<Place, string>>> = {
  en: {
    "other-office": "Another Service BC office",
    "service-canada": "Service Canada",
    "city-hall": "City hall",
    courthouse: "Courthouse",
    icbc: "ICBC",
    online: "A page on the Internet",
    phone: "A telephone line",
  },
  fr: {
    "other-office": "Un autre bureau de Service BC",
    "service-canada": "Service Canada",
    "city-hall": "Hôtel de ville",
    courthouse: "Palais de justice",
    icbc: "ICBC",
    online: "Une page Internet",
    phone: "Une ligne téléphonique",
  },
};
