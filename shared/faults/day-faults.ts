/** The faults of the office's day and of practice, with their texts. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const dayFaultCodes = [
  "doors-not-open",
  "doors-already-open",
  "tickets-over",
  "service-limit",
  "last-ticket-given",
  "practice-off",
  "practice-on",
  "practice-apart",
  "practice-no-kiosks",
  "practice-needs-hub",
  "paper-not-taken",
  "no-open-day-ahead",
  "promised-already",
] as const;

type Texts = Readonly<Record<(typeof dayFaultCodes)[number], FaultText>>;

export const dayTextsEn: Texts = {
  "doors-not-open": {
    what: "The doors are not open yet: the line is forming.",
    advice: "Calling begins when the manager opens the doors.",
  },
  "doors-already-open": { what: "The doors are open already.", advice: "Look at the screen: somebody opened them a moment ago." },
  "tickets-over": {
    what: "No more tickets are given today.",
    advice: "Those who have one are still served. To give more, open the doors again on the manager's page.",
  },
  "service-limit": {
    what: "All tickets of today for this service are given[: {limit}].",
    advice: "Choose another service, or raise the limit in the office's settings.",
  },
  "last-ticket-given": {
    what: "The last ticket for this service was given[ at {time}]: the office closes soon.",
    advice: "Offer another day, or change today's closing time on the manager's page.",
  },
  "practice-off": { what: "Practice is not on.", advice: "Start it on the manager's page." },
  "practice-on": { what: "Practice is on already.", advice: "End it first, then start it anew." },
  "practice-apart": {
    what: "[{number}: ]Practice tickets and real ones never meet at one counter.",
    advice: "Call it from a counter of its own kind, or end practice on the manager's page.",
  },
  "practice-no-kiosks": {
    what: "Kiosks cannot practise while citizens may come to them.",
    advice: "Practise at the kiosks before the line forms or after the day is closed. Counters can practise at any time.",
  },
  "practice-needs-hub": {
    what: "Practice pauses: the kiosk cannot reach the hub.",
    advice: "Wait a moment. It goes on by itself, and the kiosk works as always once the office opens.",
  },
  "paper-not-taken": {
    what: "The kiosk[ {device}] did not take the paper[ of {number}].",
    advice: "Print it at another kiosk, or write the number down.",
  },
  "no-open-day-ahead": {
    what: "The office's hours name no open day after this one.",
    advice: "Enter the hours in the office's settings, then print the slips.",
  },
  "promised-already": {
    what: "[{number}: ]There is a return slip for this ticket already[, for {date}].",
    advice: "Reprint it, if the paper was lost.",
  },
};

export const dayTextsFr: Texts = {
  "doors-not-open": {
    what: "Les portes ne sont pas encore ouvertes : la file se forme.",
    advice: "Les appels commencent quand la personne responsable ouvre les portes.",
  },
  "doors-already-open": { what: "Les portes sont déjà ouvertes.", advice: "Regardez l'écran : quelqu'un les a ouvertes à l'instant." },
  "tickets-over": {
    what: "Aucun autre billet n'est remis aujourd'hui.",
    advice: "Les personnes qui en ont un sont encore servies. Pour en remettre d'autres, rouvrez les portes à la page de gestion.",
  },
  "service-limit": {
    what: "Tous les billets d'aujourd'hui pour ce service sont remis[ : {limit}].",
    advice: "Choisissez un autre service ou relevez la limite dans les réglages du bureau.",
  },
  "last-ticket-given": {
    what: "Le dernier billet pour ce service a été remis[ à {time}] : le bureau ferme bientôt.",
    advice: "Proposez un autre jour ou changez l'heure de fermeture d'aujourd'hui à la page de gestion.",
  },
  "practice-off": { what: "Aucun exercice n'est en cours.", advice: "Commencez-en un à la page de gestion." },
  "practice-on": { what: "Un exercice est déjà en cours.", advice: "Terminez-le d'abord, puis recommencez." },
  "practice-apart": {
    what: "[{number} : ]Les billets d'exercice et les vrais billets ne se rencontrent jamais à un même comptoir.",
    advice: "Appelez-le d'un comptoir de sa sorte ou terminez l'exercice à la page de gestion.",
  },
  "practice-no-kiosks": {
    what: "Les bornes ne peuvent pas servir à l'exercice tant que le public peut s'y présenter.",
    advice: "Exercez-vous aux bornes avant que la file se forme ou après la fermeture. Les comptoirs peuvent s'exercer en tout temps.",
  },
  "practice-needs-hub": {
    what: "L'exercice est interrompu : la borne ne joint pas le serveur.",
    advice: "Attendez un instant. Il reprend de lui-même, et la borne fonctionne comme toujours dès l'ouverture du bureau.",
  },
  "paper-not-taken": {
    what: "La borne[ {device}] n'a pas pris l'impression[ de {number}].",
    advice: "Imprimez à une autre borne ou notez le numéro.",
  },
  "no-open-day-ahead": {
    what: "L'horaire du bureau ne prévoit aucun jour d'ouverture après celui-ci.",
    advice: "Inscrivez l'horaire dans les réglages du bureau, puis imprimez les coupons.",
  },
  "promised-already": {
    what: "[{number} : ]Ce billet a déjà un coupon de retour[, pour le {date}].",
    advice: "Réimprimez-le si le papier est perdu.",
  },
};

/** What a citizen at a kiosk can meet of these. */
export const dayCitizenCodes = [
  "tickets-over",
  "service-stopped",
  "service-limit",
  "last-ticket-given",
  "practice-off",
  "practice-needs-hub",
] as const;

type CitizenTexts = Readonly<Record<(typeof dayCitizenCodes)[number], FaultText>>;

export const dayCitizenTextsEn: CitizenTexts = {
  "tickets-over": {
    what: "No more tickets are given today.",
    advice: "If you have a ticket, please wait: you are still served. Otherwise please come back another day.",
  },
  "service-stopped": {
    what: "This service is not available just now.",
    advice: "Please choose another, or ask a staff member when it comes back.",
  },
  "service-limit": {
    what: "All of today's tickets for this service are taken.",
    advice: "Please come back another day, or see a staff member.",
  },
  "last-ticket-given": {
    what: "The last ticket of today for this service was given[ at {time}].",
    advice: "Please come back another day, or see a staff member.",
  },
  "practice-off": { what: "The staff have just finished practising here.", advice: "Please take your ticket now." },
  "practice-needs-hub": { what: "The staff are practising here, and it has paused.", advice: "Please see a staff member." },
};

export const dayCitizenTextsFr: CitizenTexts = {
  "tickets-over": {
    what: "Aucun autre billet n'est remis aujourd'hui.",
    advice: "Si vous avez un billet, patientez : vous serez servi. Sinon, revenez un autre jour.",
  },
  "service-stopped": {
    what: "Ce service n'est pas offert en ce moment.",
    advice: "Choisissez-en un autre ou demandez au personnel quand il reprendra.",
  },
  "service-limit": {
    what: "Tous les billets d'aujourd'hui pour ce service sont pris.",
    advice: "Revenez un autre jour ou adressez-vous au personnel.",
  },
  "last-ticket-given": {
    what: "Le dernier billet d'aujourd'hui pour ce service a été remis[ à {time}].",
    advice: "Revenez un autre jour ou adressez-vous au personnel.",
  },
  "practice-off": { what: "Le personnel vient de terminer un exercice ici.", advice: "Prenez votre billet maintenant." },
  "practice-needs-hub": {
    what: "Le personnel s'exerce ici, et l'exercice est interrompu.",
    advice: "Veuillez vous adresser au personnel.",
  },
};
