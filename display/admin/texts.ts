/** What the administration page says, by language; the names of places are in `field-texts.ts`. */
import { type Catalogues, counted } from "../base/texts.ts";
import type { LackKind } from "./overview.ts";

export interface AdminTexts {
  readonly title: string;
  readonly heading: string;
  readonly loading: string;
  readonly away: (since: string) => string;
  readonly awayAtStart: string;
  readonly awayAdvice: string;
  readonly dismiss: string;
  readonly toManager: string;
  readonly parts: string;
  readonly groups: { readonly citizens: string; readonly office: string; readonly rules: string };
  readonly overview: string;
  readonly equipment: string;
  readonly people: string;
  readonly changes: string;
  readonly files: string;
  readonly lacks: (n: number) => string;
  readonly nothingLacks: string;
  readonly lacksIntro: string;
  readonly lack: Readonly<Record<LackKind, string>>;
  readonly lackAdvice: Readonly<Record<LackKind, string>>;
  readonly inLanguages: (names: string) => string;
  readonly open: string;
  readonly showAll: (n: number) => string;
  readonly takeIn: string;
  readonly search: string;
  readonly onlyLacking: string;
  readonly found: (n: number) => string;
  readonly chooseOne: string;
  readonly add: string;
  readonly remove: string;
  readonly moveUp: string;
  readonly moveDown: string;
  readonly noName: string;
  readonly off: string;
  readonly rarely: string;
  readonly optional: string;
  readonly choose: string;
  readonly none: string;
  readonly usual: (value: string | number) => string;
  readonly preview: string;
  readonly previewHidden: string;
  readonly previewBring: string;
  readonly previewSays: string;
  readonly previewWords: string;
  readonly deviceId: string;
  readonly deviceIdHint: string;
  readonly deviceRole: string;
  readonly deviceRoles: { readonly kiosk: string; readonly board: string };
  readonly addKiosk: string;
  readonly addBoard: string;
  readonly online: string;
  readonly offline: string;
  readonly who: string;
  readonly chooseWho: string;
  readonly chooseWhoFirst: string;
  readonly notSaved: (n: number) => string;
  readonly save: string;
  readonly saving: string;
  readonly discard: string;
  readonly showChanges: string;
  readonly hideChanges: string;
  readonly saved: (n: number) => string;
  readonly savedWhere: string;
  readonly undo: string;
  readonly undone: string;
  readonly others: string;
  readonly othersKept: string;
  readonly othersClash: string;
  readonly read: (name: string, n: number) => string;
  readonly readSame: (name: string) => string;
  readonly problems: (n: number) => string;
  readonly isNew: string;
  readonly isGone: string;
  readonly isMoved: string;
  readonly more: (n: number) => string;
  readonly historyIntro: string;
  readonly bySystem: Readonly<Record<string, string>>;
  readonly wasUndone: string;
  readonly undoes: string;
  readonly whole: string;
  readonly filesIntro: string;
  readonly downloadSheet: string;
  readonly downloadFile: string;
  readonly upload: string;
  readonly uploadHint: string;
  readonly uploadQ: string;
  readonly uploadQHint: string;
  readonly hoursIntro: string;
  readonly opens: string;
  readonly closes: string;
  readonly closed: string;
  readonly addSpan: (day: string) => string;
  readonly removeSpan: (day: string) => string;
  readonly addHoliday: string;
  readonly date: string;
  readonly holidayName: string;
  readonly closedAllDay: string;
  readonly noHolidays: string;
  readonly routingIntro: string;
  readonly presetAbout: Readonly<Record<"plain-order" | "appointments-first" | "quick-counters" | "expert", string>>;
  readonly expertOnly: string;
  readonly rulesHeadings: { readonly office: string; readonly absent: string; readonly day: string; readonly appointments: string };
  readonly pinSet: string;
  readonly pinNone: string;
  readonly pinNew: string;
  readonly pinHint: string;
  readonly pinRemove: string;
  readonly pinWillChange: string;
  readonly pinWillGo: string;
}

export const adminTexts: Catalogues<AdminTexts> = {
  en: {
    title: "Administration - The Q",
    heading: "Administration",
    loading: "Fetching the office's settings from the hub…",
    away: (since) => `Hub not reachable since ${since}; what you see is from then.`,
    awayAtStart: "Hub not reachable.",
    awayAdvice: "What you changed is kept on this page. Save when the hub is back.",
    dismiss: "Close this message",
    toManager: "To the manager's page",
    parts: "Parts of the office",
    groups: { citizens: "For citizens", office: "The office", rules: "Rules" },
    overview: "What is missing",
    equipment: "State of the devices",
    people: "Codes for PINs",
    changes: "Changes",
    files: "Spreadsheet and files",
    lacks: (n) => counted("en", n, "1 thing is missing", `${n} things are missing`),
    nothingLacks: "Nothing is missing.",
    lacksIntro: "The office works without these, but citizens or staff would be glad of them. The most needed stand first.",
    lack: {
      stranger: "A device asks to be taken in",
      name: "No public name: citizens cannot choose it",
      board: "No board: nobody sees where to go",
      hours: "No opening hours",
      words: "No everyday words: search finds it by its name only",
      direction: "Nobody is told how to find it",
      holidays: "No holiday ahead",
      "notice-over": "This notice is over",
      unreviewed: "Texts that nobody has reviewed",
    },
    lackAdvice: {
      stranger: "Check that it is yours, then say in which room it stands.",
      name: "Write what citizens call it.",
      board: "Put a board into this room, or its counters into another one.",
      hours: "Fill in the week: kiosks and the manager's page go by it.",
      words: "Write what people would type.",
      direction: "Say how to find it from the waiting room.",
      holidays: "Name the days on which the office is closed.",
      "notice-over": "Remove it, or give it another last day.",
      unreviewed: "Have them read, then take the language off the list.",
    },
    inLanguages: (names) => `in ${names}`,
    open: "Put it right",
    showAll: (n) => `Show all ${n}`,
    takeIn: "Take it in",
    search: "Search",
    onlyLacking: "Only what lacks something",
    found: (n) => counted("en", n, "1 found", `${n} found`),
    chooseOne: "Choose one from the list.",
    add: "Add",
    remove: "Remove",
    moveUp: "Move up",
    moveDown: "Move down",
    noName: "(no name yet)",
    off: "off",
    rarely: "For reports and special cases",
    optional: "optional",
    choose: "Choose…",
    none: "None",
    usual: (value) => `Usually ${value}.`,
    preview: "How the kiosk says it",
    previewHidden: "Kiosks do not show this service.",
    previewBring: "Please have with you",
    previewSays: "How it is called",
    previewWords: "Found by",
    deviceId: "The device's own name",
    deviceIdHint: "As it stands in the device's file, such as kiosk-2.",
    deviceRole: "What it is",
    deviceRoles: { kiosk: "Kiosk", board: "Board" },
    addKiosk: "Add a kiosk",
    addBoard: "Add a board",
    online: "connected",
    offline: "not connected",
    who: "Who makes these changes",
    chooseWho: "Choose your name…",
    chooseWhoFirst: "Say first who makes these changes.",
    notSaved: (n) => counted("en", n, "1 change is not saved yet", `${n} changes are not saved yet`),
    save: "Save",
    saving: "Saving…",
    discard: "Discard",
    showChanges: "Show them",
    hideChanges: "Hide them",
    saved: (n) => counted("en", n, "Saved: 1 change.", `Saved: ${n} changes.`),
    savedWhere: "Kiosks and boards have it now; those that are out of reach get it when they are back.",
    undo: "Undo",
    undone: "Taken back. It stands in the list of changes.",
    others: "Somebody else changed the settings meanwhile:",
    othersKept: "Your own changes stand on top. Look at them, then save.",
    othersClash: "You both changed these places; yours stands now:",
    read: (name, n) =>
      counted("en", n, `${name} changes 1 thing. Look at it, then save.`, `${name} changes ${n} things. Look at them, then save.`),
    readSame: (name) => `${name} says what the office has already.`,
    problems: (n) => counted("en", n, "1 place must be put right first", `${n} places must be put right first`),
    isNew: "new",
    isGone: "removed",
    isMoved: "another order",
    more: (n) => `and ${n} more`,
    historyIntro: "Who changed what, newest first. Each change can be taken back while nothing of it was changed again.",
    bySystem: { configuration: "The office's first file", import: "A file, while the hub was stopped" },
    wasUndone: "taken back",
    undoes: "takes back an earlier change",
    whole: "The whole office",
    filesIntro:
      "The whole office as one spreadsheet: fetch it, change it in Excel or LibreOffice, and bring it back. You see every difference before anything is saved.",
    downloadSheet: "Fetch the spreadsheet",
    downloadFile: "Fetch as a file for programs (JSON)",
    upload: "Bring back a spreadsheet or file",
    uploadHint: "An .xlsx workbook or a .json file. Nothing is changed before you save.",
    uploadQ: "Take over The Q's catalogue",
    uploadQHint: "services.json as The Q answers it: new services come in without a public name, so that kiosks do not show them yet.",
    hoursIntro: "Hours propose; a person opens the doors. A day without times is closed.",
    opens: "Opens",
    closes: "Closes",
    closed: "Closed",
    addSpan: (day) => `Add hours on ${day}`,
    removeSpan: (day) => `Remove these hours on ${day}`,
    addHoliday: "Add a day",
    date: "Day",
    holidayName: "Why",
    closedAllDay: "Closed all day",
    noHolidays: "No day differs from the week.",
    routingIntro: "One rule decides who is called next, and every agent can say why.",
    presetAbout: {
      "plain-order": "Who came first is called first.",
      "appointments-first": "People with an appointment are let before those without one, a stated number at a time.",
      "quick-counters": "Counters of these types take their own short services first, then the others; the others help them.",
      expert: "Classes with weights, ageing and a longest wait.",
    },
    expertOnly:
      "The classes of this office were written in a file. Change them there, and bring the file back under Spreadsheet and files.",
    rulesHeadings: { office: "The office", absent: "Who is not there", day: "The day", appointments: "Appointments" },
    pinSet: "A PIN is set.",
    pinNone: "No PIN is set: kiosks have no staff page.",
    pinNew: "New PIN",
    pinHint: "4 to 12 digits. Nobody can read it afterwards.",
    pinRemove: "Remove the PIN",
    pinWillChange: "A new PIN will be set",
    pinWillGo: "The PIN will be removed",
  },
  fr: {
    title: "Administration - The Q",
    heading: "Administration",
    loading: "Les réglages du bureau arrivent du serveur…",
    away: (since) => `Serveur injoignable depuis ${since} ; ce que vous voyez date de là.`,
    awayAtStart: "Serveur injoignable.",
    awayAdvice: "Ce que vous avez changé reste sur cette page. Enregistrez quand le serveur sera revenu.",
    dismiss: "Fermer ce message",
    toManager: "À la page du gestionnaire",
    parts: "Parties du bureau",
    groups: { citizens: "Pour les citoyens", office: "Le bureau", rules: "Règles" },
    overview: "Ce qui manque",
    equipment: "État des appareils",
    people: "Codes pour les NIP",
    changes: "Changements",
    files: "Classeur et fichiers",
    lacks: (n) => counted("fr", n, `${n} chose manque`, `${n} choses manquent`),
    nothingLacks: "Rien ne manque.",
    lacksIntro: "Le bureau fonctionne sans cela, mais les citoyens ou le personnel en seraient contents. Le plus utile vient d'abord.",
    lack: {
      stranger: "Un appareil demande à être admis",
      name: "Pas de nom public : les citoyens ne peuvent le choisir",
      board: "Pas de tableau : personne ne voit où aller",
      hours: "Pas d'heures d'ouverture",
      words: "Pas de mots de tous les jours : la recherche ne le trouve que par son nom",
      direction: "Personne ne dit comment le trouver",
      holidays: "Aucun jour férié à venir",
      "notice-over": "Cet avis est dépassé",
      unreviewed: "Des textes que personne n'a relus",
    },
    lackAdvice: {
      stranger: "Vérifiez qu'il est à vous, puis dites dans quelle salle il se trouve.",
      name: "Écrivez comment les citoyens l'appellent.",
      board: "Mettez un tableau dans cette salle, ou ses comptoirs dans une autre.",
      hours: "Remplissez la semaine : les bornes et la page du gestionnaire s'y fient.",
      words: "Écrivez ce que les gens taperaient.",
      direction: "Dites comment le trouver depuis la salle d'attente.",
      holidays: "Nommez les jours où le bureau est fermé.",
      "notice-over": "Retirez-le, ou donnez-lui un autre dernier jour.",
      unreviewed: "Faites-les relire, puis retirez la langue de la liste.",
    },
    inLanguages: (names) => `en ${names}`,
    open: "Y remédier",
    showAll: (n) => `Montrer les ${n}`,
    takeIn: "L'admettre",
    search: "Chercher",
    onlyLacking: "Seulement ce à quoi il manque quelque chose",
    found: (n) => counted("fr", n, `${n} trouvé`, `${n} trouvés`),
    chooseOne: "Choisissez dans la liste.",
    add: "Ajouter",
    remove: "Retirer",
    moveUp: "Monter",
    moveDown: "Descendre",
    noName: "(pas encore de nom)",
    off: "désactivé",
    rarely: "Pour les rapports et les cas particuliers",
    optional: "facultatif",
    choose: "Choisir…",
    none: "Aucun",
    usual: (value) => `D'habitude ${value}.`,
    preview: "Comment la borne le dit",
    previewHidden: "Les bornes ne montrent pas ce service.",
    previewBring: "Ayez avec vous",
    previewSays: "Comment il est appelé",
    previewWords: "Trouvé par",
    deviceId: "Le nom propre de l'appareil",
    deviceIdHint: "Comme dans le fichier de l'appareil, par exemple kiosk-2.",
    deviceRole: "Ce que c'est",
    deviceRoles: { kiosk: "Borne", board: "Tableau" },
    addKiosk: "Ajouter une borne",
    addBoard: "Ajouter un tableau",
    online: "connecté",
    offline: "non connecté",
    who: "Qui fait ces changements",
    chooseWho: "Choisissez votre nom…",
    chooseWhoFirst: "Dites d'abord qui fait ces changements.",
    notSaved: (n) => counted("fr", n, `${n} changement n'est pas encore enregistré`, `${n} changements ne sont pas encore enregistrés`),
    save: "Enregistrer",
    saving: "Enregistrement…",
    discard: "Abandonner",
    showChanges: "Les montrer",
    hideChanges: "Les cacher",
    saved: (n) => counted("fr", n, `Enregistré : ${n} changement.`, `Enregistré : ${n} changements.`),
    savedWhere: "Les bornes et les tableaux l'ont maintenant ; ceux qui sont hors d'atteinte l'auront à leur retour.",
    undo: "Annuler",
    undone: "Annulé. Cela figure dans la liste des changements.",
    others: "Quelqu'un d'autre a changé les réglages entre-temps :",
    othersKept: "Vos propres changements restent par-dessus. Regardez-les, puis enregistrez.",
    othersClash: "Vous avez tous deux changé ces endroits ; le vôtre y est maintenant :",
    read: (name, n) =>
      counted(
        "fr",
        n,
        `${name} change ${n} chose. Regardez-la, puis enregistrez.`,
        `${name} change ${n} choses. Regardez-les, puis enregistrez.`,
      ),
    readSame: (name) => `${name} dit ce que le bureau a déjà.`,
    problems: (n) => counted("fr", n, `${n} endroit doit d'abord être corrigé`, `${n} endroits doivent d'abord être corrigés`),
    isNew: "nouveau",
    isGone: "retiré",
    isMoved: "autre ordre",
    more: (n) => `et ${n} de plus`,
    historyIntro: "Qui a changé quoi, le plus récent d'abord. Un changement peut être annulé tant que rien n'en a été changé de nouveau.",
    bySystem: { configuration: "Le premier fichier du bureau", import: "Un fichier, pendant que le serveur était arrêté" },
    wasUndone: "annulé",
    undoes: "annule un changement antérieur",
    whole: "Le bureau entier",
    filesIntro:
      "Tout le bureau en un seul classeur : prenez-le, changez-le dans Excel ou LibreOffice, et rapportez-le. Vous voyez chaque différence avant que rien ne soit enregistré.",
    downloadSheet: "Prendre le classeur",
    downloadFile: "Prendre un fichier pour programmes (JSON)",
    upload: "Rapporter un classeur ou un fichier",
    uploadHint: "Un classeur .xlsx ou un fichier .json. Rien n'est changé avant que vous n'enregistriez.",
    uploadQ: "Reprendre le catalogue de The Q",
    uploadQHint:
      "services.json tel que The Q le donne : les nouveaux services arrivent sans nom public, et les bornes ne les montrent pas encore.",
    hoursIntro: "Les heures proposent ; une personne ouvre les portes. Un jour sans heures est fermé.",
    opens: "Ouvre",
    closes: "Ferme",
    closed: "Fermé",
    addSpan: (day) => `Ajouter des heures le ${day}`,
    removeSpan: (day) => `Retirer ces heures du ${day}`,
    addHoliday: "Ajouter un jour",
    date: "Jour",
    holidayName: "Pourquoi",
    closedAllDay: "Fermé toute la journée",
    noHolidays: "Aucun jour ne diffère de la semaine.",
    routingIntro: "Une seule règle décide qui est appelé ensuite, et chaque agent peut dire pourquoi.",
    presetAbout: {
      "plain-order": "Qui est venu d'abord est appelé d'abord.",
      "appointments-first": "Ceux qui ont un rendez-vous passent avant les autres, en nombre fixé à la fois.",
      "quick-counters": "Les comptoirs de ces types prennent d'abord leurs services courts, puis les autres ; les autres les aident.",
      expert: "Des classes avec poids, vieillissement et attente maximale.",
    },
    expertOnly:
      "Les classes de ce bureau ont été écrites dans un fichier. Changez-les là, et rapportez le fichier sous Classeur et fichiers.",
    rulesHeadings: { office: "Le bureau", absent: "Qui n'est pas là", day: "La journée", appointments: "Rendez-vous" },
    pinSet: "Un NIP est fixé.",
    pinNone: "Aucun NIP n'est fixé : les bornes n'ont pas de page du personnel.",
    pinNew: "Nouveau NIP",
    pinHint: "4 à 12 chiffres. Personne ne peut le lire ensuite.",
    pinRemove: "Retirer le NIP",
    pinWillChange: "Un nouveau NIP sera fixé",
    pinWillGo: "Le NIP sera retiré",
  },
};
