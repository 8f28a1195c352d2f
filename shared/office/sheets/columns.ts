/**
 * The office as tables that a person fills in with a spreadsheet: one sheet for each list, one for the settings. The first row says what a
 * column is, the second bears its key, by which it is read. Pure.
 */
import type { Words } from "../problem.ts";
import { both } from "../problem.ts";

export type CellKind =
  | "text"
  | "number"
  | "yes-no"
  /** Texts, or ids, in one cell. */
  | "list"
  | "numbers"
  /** One language of a list of texts in each language: `bring.en` and `bring.fr` belong together item by item. */
  | "list-of-both"
  | "day"
  | "time"
  /** What no cell can hold otherwise: classes for experts. */
  | "json";

export interface Column {
  /** Inside the item, such as `name.en`. */
  readonly at: string;
  readonly kind: CellKind;
  readonly title: Words;
}

export interface Sheet {
  readonly name:
    | "office"
    | "services"
    | "topics"
    | "programmes"
    | "queues"
    | "zones"
    | "counters"
    | "agents"
    | "devices"
    | "hours"
    | "holidays"
    | "notices";
  readonly title: { readonly en: string; readonly fr: string };
  /** Where its list stands in the configuration. */
  readonly at: string;
  /** What tells its rows apart; null where only their order does. */
  readonly key: "id" | "date" | null;
  readonly columns: readonly Column[];
}

const column = (at: string, kind: CellKind, en: string, fr: string): Column => ({ at, kind, title: both(en, fr) });
const twice = (at: string, kind: CellKind, en: string, fr: string): readonly Column[] => [
  column(`${at}.en`, kind, `${en} (English)`, `${fr} (anglais)`),
  column(`${at}.fr`, kind, `${en} (French)`, `${fr} (français)`),
];
const id = column("id", "text", "Id", "Identifiant");
const name = twice("name", "text", "Name", "Nom");
const volume = column("volume", "list", "Volume of calls: from when, percent", "Volume des appels : à partir de quand, pour cent");
const reported = [
  column("code", "text", "Code in reports", "Code dans les rapports"),
  column("reportedName", "text", "Name in reports", "Nom dans les rapports"),
];

/** Of the settings, each is a row: its key, what it is, its value. */
export const settings: readonly Column[] = [
  column("format", "text", "Format of this workbook", "Format de ce classeur"),
  column("office.id", "text", "Office, in addresses", "Bureau, dans les adresses"),
  column("office.number", "number", "Office number in reports", "Numéro du bureau dans les rapports"),
  ...twice("office.name", "text", "Name of the office", "Nom du bureau"),
  column("office.timeZone", "text", "Time zone", "Fuseau horaire"),
  column("office.languages", "list", "Languages citizens can choose", "Langues offertes aux citoyens"),
  column("office.type", "text", "Type of office", "Type de bureau"),
  column("office.unreviewed", "list", "Languages nobody has reviewed yet", "Langues que personne n'a relues"),
  column("firstContact.queue", "text", "Line for those who are not sure", "File de ceux qui hésitent"),
  column("firstContact.service", "text", "Service reported for them", "Service déclaré pour eux"),
  column("needs", "list", "Needs citizens can state", "Besoins que les citoyens peuvent indiquer"),
  column(
    "hours.lastTicketBeforeClosingMinutes",
    "number",
    "Last ticket, minutes before closing",
    "Dernier billet, minutes avant la fermeture",
  ),
  column("routing.preset", "text", "Who is next: rule", "Qui est le suivant : règle"),
  column("routing.ratio", "number", "Appointments before each person without one", "Rendez-vous avant chaque personne sans rendez-vous"),
  column("routing.types", "list", "Types of quick counters", "Types de comptoirs rapides"),
  column(
    "routing.keepMinutes",
    "number",
    "Minutes left to the counter that suits best",
    "Minutes laissées au comptoir qui convient le mieux",
  ),
  column("routing.classes", "json", "Classes, for experts", "Classes, pour experts"),
  column("rules.noShowReturn.minutes", "number", "A no-show may come back within, minutes", "Un absent peut revenir dans les, minutes"),
  column("rules.noShowReturn.place", "text", "Where a no-show that comes back stands", "Où se place un absent qui revient"),
  column("rules.noShowReturn.times", "number", "How often", "Combien de fois"),
  column("rules.recallsBeforeNoShow", "number", "Calls repeated before a no-show", "Rappels avant de déclarer absent"),
  column("rules.parkMaxMinutes", "number", "Longest a visit may be parked, minutes", "Mise en attente la plus longue, minutes"),
  column("rules.stepAway.minutes", "numbers", "Stepping away: minutes offered", "Sorties : minutes offertes"),
  column("rules.stepAway.graceMinutes", "number", "Stepping away: minutes of grace", "Sorties : minutes de grâce"),
  column("rules.carryOvernight", "yes-no", "Keep the line overnight", "Garder la file la nuit"),
  column(
    "rules.readyToOpenMinutes",
    "number",
    "Look the office over, minutes before opening",
    "Faire le tour du bureau, minutes avant l'ouverture",
  ),
  { ...volume, at: "voice.volume" },
  column("citizenPage.address", "text", "Tickets' page: its address", "Page des billets : son adresse"),
  column("personal.keepDays", "number", "Delete notes after, days", "Effacer les notes après, jours"),
  column("appointments.phoneDigits", "number", "Appointments: digits of the phone number", "Rendez-vous : chiffres du téléphone"),
  column("appointments.earlyMinutes", "number", "Appointments: early before, minutes", "Rendez-vous : en avance avant, minutes"),
  column("appointments.lateMinutes", "number", "Appointments: late after, minutes", "Rendez-vous : en retard après, minutes"),
  column("appointments.expireMinutes", "number", "Appointments: expired after, minutes", "Rendez-vous : expirés après, minutes"),
  column("appointments.keepDays", "number", "Appointments: names deleted after, days", "Rendez-vous : noms effacés après, jours"),
  column("analytics.appId", "text", "Analytics: application", "Analyse : application"),
  column("analytics.namespace", "text", "Analytics: namespace", "Analyse : espace de noms"),
  column("analytics.undoSeconds", "number", "Analytics: sent after, seconds", "Analyse : envoyé après, secondes"),
];

export const sheets: readonly Sheet[] = [
  {
    name: "services",
    title: { en: "Services", fr: "Services" },
    at: "services",
    key: "id",
    columns: [
      id,
      ...name,
      ...twice("words", "list", "Everyday words", "Mots de tous les jours"),
      ...twice("bring", "list-of-both", "Bring this", "À apporter"),
      ...twice("notHere", "text", "Not here: go there", "Pas ici : allez là"),
      column("offered", "text", "Who chooses it (kiosk, counter)", "Qui le choisit (kiosk, counter)"),
      column("active", "yes-no", "Offered at present", "Offert en ce moment"),
      column("programme", "text", "Programme", "Programme"),
      column("queue", "text", "Line", "File"),
      column("minutes", "number", "Usual minutes", "Minutes habituelles"),
      column("perDay", "number", "Tickets a day at most", "Billets par jour au plus"),
      column(
        "lastTicketBeforeClosingMinutes",
        "number",
        "Last ticket, minutes before closing",
        "Dernier billet, minutes avant la fermeture",
      ),
      column("unnamed", "list", "Languages without a public name", "Langues sans nom public"),
      column("counterType", "text", "Type of counter", "Type de comptoir"),
      column("skills", "list", "Skills needed", "Compétences requises"),
      ...reported,
    ],
  },
  {
    name: "topics",
    title: { en: "First screen", fr: "Premier écran" },
    at: "topics",
    key: "id",
    columns: [id, ...name, ...twice("hint", "text", "Examples", "Exemples"), column("programmes", "list", "Programmes", "Programmes")],
  },
  { name: "programmes", title: { en: "Programmes", fr: "Programmes" }, at: "programmes", key: "id", columns: [id, ...name, ...reported] },
  { name: "queues", title: { en: "Lines", fr: "Files" }, at: "queues", key: "id", columns: [id, ...name] },
  { name: "zones", title: { en: "Rooms", fr: "Salles" }, at: "zones", key: "id", columns: [id, ...name, volume] },
  {
    name: "counters",
    title: { en: "Counters", fr: "Comptoirs" },
    at: "counters",
    key: "id",
    columns: [
      id,
      column("label", "text", "Sign on the board", "Signe au tableau"),
      ...name,
      ...twice("direction", "text", "How to find it", "Comment le trouver"),
      column("zone", "text", "Room", "Salle"),
      column("takes", "list", "Lines it takes", "Files qu'il prend"),
      column("programmes", "list", "Programmes besides", "Programmes en plus"),
      column("services", "list", "Services besides", "Services en plus"),
      column("type", "text", "Type", "Type"),
      column("kiosk", "text", "Kiosk that prints for it", "Borne qui imprime pour lui"),
      column("stepFree", "yes-no", "Without steps", "Sans marche"),
      column("skills", "list", "What can be done only here", "Ce qui ne se fait qu'ici"),
    ],
  },
  {
    name: "agents",
    title: { en: "Agents", fr: "Agents" },
    at: "agents",
    key: "id",
    columns: [
      id,
      column("number", "number", "Number in reports", "Numéro dans les rapports"),
      column("displayName", "text", "Name for colleagues", "Nom pour les collègues"),
      column("role", "text", "Role", "Rôle"),
      column("languages", "list", "Languages", "Langues"),
      column("skills", "list", "Skills", "Compétences"),
    ],
  },
  {
    name: "devices",
    title: { en: "Devices", fr: "Appareils" },
    at: "devices",
    key: "id",
    columns: [
      id,
      column("role", "text", "What it is (kiosk, board)", "Ce que c'est (kiosk, board)"),
      column("zone", "text", "Room", "Salle"),
      ...name,
      column("speaks", "yes-no", "Speaks", "Parle"),
      column("screenInches", "number", "Screen, inches", "Écran, pouces"),
      column("farthestSeatMetres", "number", "Farthest seat, metres", "Siège le plus loin, mètres"),
      column("counter", "text", "Counter whose keypad hangs on it", "Comptoir dont le clavier y est branché"),
    ],
  },
  {
    name: "hours",
    title: { en: "Opening hours", fr: "Heures d'ouverture" },
    at: "hours.weekly",
    key: null,
    columns: [
      column("day", "text", "Day (monday, ...)", "Jour (monday, ...)"),
      column("opens", "time", "Opens", "Ouvre"),
      column("closes", "time", "Closes", "Ferme"),
    ],
  },
  {
    name: "holidays",
    title: { en: "Days that differ", fr: "Jours qui diffèrent" },
    at: "hours.holidays",
    key: null,
    columns: [
      column("date", "day", "Day", "Jour"),
      ...twice("name", "text", "Why", "Pourquoi"),
      column("opens", "time", "Opens (empty: closed)", "Ouvre (vide : fermé)"),
      column("closes", "time", "Closes (empty: closed)", "Ferme (vide : fermé)"),
    ],
  },
  {
    name: "notices",
    title: { en: "Notices", fr: "Avis" },
    at: "notices",
    key: "id",
    columns: [
      id,
      ...twice("text", "text", "What it says", "Ce qu'il dit"),
      column("from", "day", "From", "Du"),
      column("until", "day", "Until", "Jusqu'au"),
      column("zones", "list", "Only in these rooms", "Seulement dans ces salles"),
    ],
  },
];

export const settingsTitle = { en: "Office", fr: "Bureau" } as const;
/** The rows above the first of a list. */
export const headRows = 2;
