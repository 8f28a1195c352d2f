/** The faults of changing an office's configuration while the hub runs, with their texts. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const configurationFaultCodes = [
  "configuration-not-right",
  "configuration-changed-meanwhile",
  "counter-in-use",
  "agent-in-use",
  "queue-in-use",
  "skill-in-use",
  "service-in-use",
  "appointments-in-use",
  "change-unknown",
  "change-not-undoable",
  "spreadsheet-unreadable",
] as const;

type Texts = Readonly<Record<(typeof configurationFaultCodes)[number], FaultText>>;

export const configurationTextsEn: Texts = {
  "configuration-not-right": {
    what: "The office cannot work with this[: {path}][: {what}].",
    advice: "Correct the places named, then save again. Nothing was changed.",
  },
  "configuration-changed-meanwhile": {
    what: "Somebody else changed the office's settings meanwhile.",
    advice: "Look at what they changed. Your own changes are kept on this page: save them again.",
  },
  "counter-in-use": {
    what: "Somebody works at this counter[ ({counter})], so it cannot be removed now.",
    advice: "Wait until the agent has signed out, then remove it.",
  },
  "agent-in-use": {
    what: "This agent[ ({agent})] is signed in, so they cannot be removed now.",
    advice: "Wait until they have signed out, then remove them.",
  },
  "queue-in-use": {
    what: "There are people for this line[ ({queue}: {waiting})][, with {tickets}], and no counter would take it any more.",
    advice: "Let a counter go on taking it until they are served.",
  },
  "skill-in-use": {
    what: "There are open tickets for this service[ ({service}: {waiting})][, with {tickets}], and nobody would have the skill for it any more.",
    advice: "Leave the skill with an agent or a counter that takes it until they are served.",
  },
  "service-in-use": {
    what: "There are open tickets for this service[ ({service}: {waiting})][, with {tickets}], so it cannot be removed now.",
    advice: "Switch it off instead, and remove it when they are served.",
  },
  "appointments-in-use": {
    what: "There are appointments for this service[ ({service}: {appointments}, from {date} on)], and nobody could keep them any more.",
    advice: "Switch the service off instead: appointments already made are kept. Or change them in the calendar first.",
  },
  "change-unknown": {
    what: "This change is not in the list any more.",
    advice: "Look at the list of changes again.",
  },
  "change-not-undoable": {
    what: "This change cannot be undone by itself[: {path} was changed again later].",
    advice: "Undo the later change first, or put the place right by hand.",
  },
  "spreadsheet-unreadable": {
    what: "The spreadsheet cannot be read[: {what}].",
    advice: "Take a fresh copy from the page of spreadsheets and fill that in. Save it as an Excel workbook (xlsx).",
  },
};

export const configurationTextsFr: Texts = {
  "configuration-not-right": {
    what: "Le bureau ne peut pas travailler ainsi[ : {path}][ : {what}].",
    advice: "Corrigez les endroits nommés, puis enregistrez de nouveau. Rien n'a été changé.",
  },
  "configuration-changed-meanwhile": {
    what: "Quelqu'un d'autre a changé les réglages du bureau entre-temps.",
    advice: "Regardez ce qui a été changé. Vos propres changements restent sur cette page : enregistrez-les de nouveau.",
  },
  "counter-in-use": {
    what: "Quelqu'un travaille à ce comptoir[ ({counter})] : il ne peut pas être retiré maintenant.",
    advice: "Attendez que l'agent ait fermé sa session, puis retirez-le.",
  },
  "agent-in-use": {
    what: "Cet agent[ ({agent})] a une session ouverte et ne peut pas être retiré maintenant.",
    advice: "Attendez que sa session soit fermée, puis retirez-le.",
  },
  "queue-in-use": {
    what: "Il y a des gens pour cette file[ ({queue} : {waiting})][, avec {tickets}], et aucun comptoir ne la prendrait plus.",
    advice: "Laissez un comptoir la prendre jusqu'à ce qu'ils soient servis.",
  },
  "skill-in-use": {
    what: "Il y a des billets ouverts pour ce service[ ({service} : {waiting})][, avec {tickets}], et personne n'aurait plus la compétence.",
    advice: "Laissez la compétence à un agent ou à un comptoir qui le prend jusqu'à ce qu'ils soient servis.",
  },
  "service-in-use": {
    what: "Il y a des billets ouverts pour ce service[ ({service} : {waiting})][, avec {tickets}] : il ne peut pas être retiré maintenant.",
    advice: "Désactivez-le plutôt, et retirez-le quand ils seront servis.",
  },
  "appointments-in-use": {
    what: "Il y a des rendez-vous pour ce service[ ({service} : {appointments}, à partir du {date})], et personne ne pourrait plus les tenir.",
    advice: "Désactivez plutôt le service : les rendez-vous déjà pris sont tenus. Ou changez-les d'abord dans le calendrier.",
  },
  "change-unknown": {
    what: "Ce changement n'est plus dans la liste.",
    advice: "Regardez de nouveau la liste des changements.",
  },
  "change-not-undoable": {
    what: "Ce changement ne peut pas être annulé seul[ : {path} a été changé de nouveau ensuite].",
    advice: "Annulez d'abord le changement plus récent, ou corrigez l'endroit à la main.",
  },
  "spreadsheet-unreadable": {
    what: "Le classeur ne peut pas être lu[ : {what}].",
    advice: "Prenez une copie fraîche à la page des classeurs et remplissez-la. Enregistrez-la comme classeur Excel (xlsx).",
  },
};
