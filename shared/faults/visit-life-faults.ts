/** The faults of looking back at a visit, with their texts. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const visitLifeFaultCodes = ["ticket-not-found", "date-not-found"] as const;

type Texts = Readonly<Record<(typeof visitLifeFaultCodes)[number], FaultText>>;

export const visitLifeTextsEn: Texts = {
  "ticket-not-found": {
    what: "The office gave no ticket[ {number}][ on {date}].",
    advice: "Look at the number and the date on the paper. A kiosk that is cut off may still have it.",
  },
  "date-not-found": {
    what: "The records of this date[ ({date})] are not here.",
    advice: "Look at the date. Older records may lie in the archive folder of another machine.",
  },
};

export const visitLifeTextsFr: Texts = {
  "ticket-not-found": {
    what: "Le bureau n'a remis aucun billet[ {number}][ le {date}].",
    advice: "Vérifiez le numéro et la date sur le papier. Une borne coupée du réseau peut l'avoir encore.",
  },
  "date-not-found": {
    what: "Les enregistrements de cette date[ ({date})] ne sont pas ici.",
    advice: "Vérifiez la date. De plus anciens enregistrements se trouvent peut-être dans le dossier d'archives d'une autre machine.",
  },
};
