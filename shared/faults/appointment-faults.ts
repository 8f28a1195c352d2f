/** The faults of appointments and of what staff note about a visit, with their texts. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const appointmentFaultCodes = [
  "check-in-paused",
  "unknown-appointment",
  "appointment-checked-in",
  "appointment-not-checked-in",
  "appointment-cancelled",
  "visit-has-appointment",
  "appointments-unreadable",
  "appointments-unreachable",
  "appointments-partly-read",
  "note-failed",
  "personal-unavailable",
] as const;

type Texts = Readonly<Record<(typeof appointmentFaultCodes)[number], FaultText>>;

export const appointmentTextsEn: Texts = {
  "check-in-paused": {
    what: "Too many codes or numbers in a row were not found at this kiosk.",
    advice: "Find the appointment in the list and check the citizen in there.",
  },
  "unknown-appointment": {
    what: "This appointment is not in the list any more.",
    advice: "Look at the list of appointments, then try again.",
  },
  "appointment-checked-in": {
    what: "This appointment is already checked in[: {number}].",
    advice: "Find the ticket in the list. To take it back, undo the check-in.",
  },
  "appointment-not-checked-in": {
    what: "This appointment is not checked in.",
    advice: "Look at the list of appointments, then try again.",
  },
  "appointment-cancelled": {
    what: "This appointment was cancelled.",
    advice: "Give the citizen an ordinary ticket, or ask who keeps the calendar.",
  },
  "visit-has-appointment": {
    what: "[{number}: ]This ticket already belongs to another appointment.",
    advice: "Undo that check-in first.",
  },
  "appointments-unreadable": {
    what: "The list of appointments cannot be read[: {path}][: {what}]. The list from before stands.",
    advice: "Correct the list where it is kept. It is read again by itself.",
  },
  "appointments-unreachable": {
    what: "The list of appointments cannot be reached[ at {address}][ ({cause})]. The list from before stands.",
    advice: "Check the file or the network. It is tried again by itself.",
  },
  "appointments-partly-read": {
    what: "Some appointments cannot be read[: number {place} in the list][ {what}]. The others were taken, and none was cancelled.",
    advice: "Correct the list where it is kept. It is read again by itself.",
  },
  "note-failed": {
    what: "The note could not be kept[ ({cause})].",
    advice: "Check the hub's disk. Write the note on paper until it works again.",
  },
  "personal-unavailable": {
    what: "Names and notes cannot be kept[ ({cause})]. Tickets and calls go on.",
    advice: "Check the hub's data folder, then start the hub again. Appointments are found by staff until then.",
  },
};

export const appointmentTextsFr: Texts = {
  "check-in-paused": {
    what: "Trop de codes ou de numéros de suite étaient introuvables à cette borne.",
    advice: "Trouvez le rendez-vous dans la liste et enregistrez-y l'arrivée de la personne.",
  },
  "unknown-appointment": {
    what: "Ce rendez-vous n'est plus dans la liste.",
    advice: "Consultez la liste des rendez-vous, puis réessayez.",
  },
  "appointment-checked-in": {
    what: "L'arrivée pour ce rendez-vous est déjà enregistrée[ : {number}].",
    advice: "Trouvez le billet dans la liste. Pour revenir en arrière, annulez l'enregistrement.",
  },
  "appointment-not-checked-in": {
    what: "L'arrivée pour ce rendez-vous n'est pas enregistrée.",
    advice: "Consultez la liste des rendez-vous, puis réessayez.",
  },
  "appointment-cancelled": {
    what: "Ce rendez-vous a été annulé.",
    advice: "Remettez un billet ordinaire à la personne ou adressez-vous à qui tient l'agenda.",
  },
  "visit-has-appointment": {
    what: "[{number} : ]Ce billet appartient déjà à un autre rendez-vous.",
    advice: "Annulez d'abord cet enregistrement.",
  },
  "appointments-unreadable": {
    what: "La liste des rendez-vous est illisible[ : {path}][ : {what}]. La liste précédente reste en vigueur.",
    advice: "Corrigez la liste là où elle est tenue. Elle est relue automatiquement.",
  },
  "appointments-unreachable": {
    what: "La liste des rendez-vous est inaccessible[ à {address}][ ({cause})]. La liste précédente reste en vigueur.",
    advice: "Vérifiez le fichier ou le réseau. Un nouvel essai se fait automatiquement.",
  },
  "appointments-partly-read": {
    what: "Certains rendez-vous sont illisibles[ : le {place}e de la liste][ {what}]. Les autres sont pris et aucun n'est annulé.",
    advice: "Corrigez la liste là où elle est tenue. Elle est relue automatiquement.",
  },
  "note-failed": {
    what: "La note n'a pas pu être conservée[ ({cause})].",
    advice: "Vérifiez le disque du serveur. Notez sur papier en attendant.",
  },
  "personal-unavailable": {
    what: "Les noms et les notes ne peuvent pas être conservés[ ({cause})]. Les billets et les appels continuent.",
    advice: "Vérifiez le dossier de données du serveur, puis redémarrez-le. D'ici là, le personnel trouve les rendez-vous.",
  },
};

/** What a citizen at a kiosk can meet of these. */
export const appointmentCitizenCodes = ["check-in-paused"] as const;

type CitizenTexts = Readonly<Record<(typeof appointmentCitizenCodes)[number], FaultText>>;

export const appointmentCitizenTextsEn: CitizenTexts = {
  "check-in-paused": {
    what: "Appointments cannot be looked up here for a moment.",
    advice: "Please take a ticket, or see a staff member. They will find your appointment.",
  },
};

export const appointmentCitizenTextsFr: CitizenTexts = {
  "check-in-paused": {
    what: "La recherche de rendez-vous est suspendue ici pour un moment.",
    advice: "Prenez un billet ou adressez-vous au personnel, qui trouvera votre rendez-vous.",
  },
};
