/** What each place of the configuration is called, and what to write there, by language. */
import type { Language } from "#shared/texts/language.ts";
import type { Catalogues } from "../base/texts.ts";
import { fieldWordsEn } from "./field-words.en.ts";
import { fieldWordsFr } from "./field-words.fr.ts";
import type { FieldWords } from "./field-words.ts";

export interface FieldTexts {
  /** By list and place, such as `counters.label`, or by the place in the office. */
  readonly fields: Readonly<Record<string, FieldWords>>;
  /** A list as a whole, by its name. */
  readonly lists: Readonly<Record<string, string>>;
  /** One item of a list. */
  readonly items: Readonly<Record<string, string>>;
  /** Values that are words of the configuration, such as `kiosk`. */
  readonly choices: Readonly<Record<string, string>>;
  readonly languages: Readonly<Record<Language, string>>;
  readonly yes: string;
  readonly no: string;
  readonly nothing: string;
  readonly several: (n: number) => string;
  /** Between a name and what is said of it. */
  readonly colon: string;
}

const english: FieldTexts = {
  fields: fieldWordsEn,
  lists: {
    services: "Services",
    topics: "First screen of the kiosk",
    programmes: "Programmes",
    notices: "Notices",
    counters: "Counters",
    zones: "Rooms",
    queues: "Lines",
    agents: "Agents",
    devices: "Devices",
    hours: "Opening hours",
    routing: "Who is next",
    rules: "Office rules",
  },
  items: {
    services: "Service",
    topics: "Choice on the first screen",
    programmes: "Programme",
    notices: "Notice",
    counters: "Counter",
    zones: "Room",
    queues: "Line",
    agents: "Agent",
    devices: "Device",
    "hours.holidays": "Day that differs",
  },
  choices: {
    kiosk: "Citizens choose it at the kiosk",
    counter: "Only agents choose it",
    next: "Is called next",
    keep: "Gets the old place back",
    end: "Goes to the end of the line",
    en: "English",
    fr: "French",
    CSR: "Agent at a counter",
    Reception: "Receptionist",
    GA: "Office manager",
    Support: "Support",
    Analytics: "Analytics",
    Helpdesk: "Help desk",
    "come-and-get-me": "Come and get me",
    "step-free": "Step-free way",
    hearing: "Hard of hearing",
    interpreter: "Interpreter",
    "more-time": "More time",
    monday: "Monday",
    tuesday: "Tuesday",
    wednesday: "Wednesday",
    thursday: "Thursday",
    friday: "Friday",
    saturday: "Saturday",
    sunday: "Sunday",
    "plain-order": "Order of arrival",
    "appointments-first": "Appointments first",
    "quick-counters": "Quick counters",
    expert: "Classes (expert)",
  },
  languages: { en: "English", fr: "French" },
  yes: "yes",
  no: "no",
  nothing: "nothing",
  several: (n) => (n === 1 ? "1 setting" : `${n} settings`),
  colon: ": ",
};

const french: FieldTexts = {
  fields: fieldWordsFr,
  lists: {
    services: "Services",
    topics: "Premier écran de la borne",
    programmes: "Programmes",
    notices: "Avis",
    counters: "Comptoirs",
    zones: "Salles",
    queues: "Files",
    agents: "Agents",
    devices: "Appareils",
    hours: "Heures d'ouverture",
    routing: "Qui est le suivant",
    rules: "Règles du bureau",
  },
  items: {
    services: "Service",
    topics: "Choix du premier écran",
    programmes: "Programme",
    notices: "Avis",
    counters: "Comptoir",
    zones: "Salle",
    queues: "File",
    agents: "Agent",
    devices: "Appareil",
    "hours.holidays": "Jour qui diffère",
  },
  choices: {
    kiosk: "Les citoyens le choisissent à la borne",
    counter: "Seuls les agents le choisissent",
    next: "Est appelé ensuite",
    keep: "Retrouve son ancienne place",
    end: "Va à la fin de la file",
    en: "Anglais",
    fr: "Français",
    CSR: "Agent au comptoir",
    Reception: "Réceptionniste",
    GA: "Gestionnaire du bureau",
    Support: "Soutien",
    Analytics: "Analyse",
    Helpdesk: "Assistance",
    "come-and-get-me": "Venez me chercher",
    "step-free": "Chemin sans marche",
    hearing: "Malentendant",
    interpreter: "Interprète",
    "more-time": "Plus de temps",
    monday: "Lundi",
    tuesday: "Mardi",
    wednesday: "Mercredi",
    thursday: "Jeudi",
    friday: "Vendredi",
    saturday: "Samedi",
    sunday: "Dimanche",
    "plain-order": "Ordre d'arrivée",
    "appointments-first": "Rendez-vous d'abord",
    "quick-counters": "Comptoirs rapides",
    expert: "Classes (avancé)",
  },
  languages: { en: "anglais", fr: "français" },
  yes: "oui",
  no: "non",
  nothing: "rien",
  several: (n) => (n < 2 ? `${n} réglage` : `${n} réglages`),
  colon: " : ",
};

export const fieldTexts: Catalogues<FieldTexts> = { en: english, fr: french };
