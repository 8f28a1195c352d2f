/** The faults of orders to devices, with their texts. Whoever reads them works in office IT or manages the office. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const fleetFaultCodes = [
  "device-unknown",
  "device-not-heard",
  "device-busy",
  "device-still-there",
  "spare-not-fit",
  "rows-not-shipped",
  "move-pass-not-fit",
  "group-empty",
  "group-too-large",
  "group-held-back",
] as const;

type Texts = Readonly<Record<(typeof fleetFaultCodes)[number], FaultText>>;

export const fleetTextsEn: Texts = {
  "device-unknown": {
    what: "This office has no such device[: {device}].",
    advice: "Look at the list of devices for its name.",
  },
  "device-not-heard": {
    what: "The device does not answer[: {device}].",
    advice:
      "Look whether it has power and its network cable, then ask again. If it stays away, switch it off and on, or put a spare in its place.",
  },
  "device-busy": {
    what: "The device is in the middle of a ticket or a call, and did not stop[: {device}].",
    advice: "Ask again in a minute. If it goes on, look at its printer.",
  },
  "device-still-there": {
    what: "The device is still connected[: {device}].",
    advice: "Only one that is away can be replaced: switch it off first.",
  },
  "spare-not-fit": {
    what: "This device cannot take that place[: {device}].",
    advice: "Choose a connected spare of the same kind: a kiosk for a kiosk, a board for a board.",
  },
  "rows-not-shipped": {
    what: "The device holds records that the hub does not have yet[: {rows}].",
    advice: "Wait until it has sent them, then ask again. To give them up for ever, ask with the words for that (--force).",
  },
  "move-pass-not-fit": {
    what: "This pass is not for this device[: {device}].",
    advice:
      "Make one at the hub of the other office, for a device of the same kind, and use it within 72 hours. Within one office a device only changes its zone.",
  },
  "group-empty": {
    what: "No device is in this group[: {group}].",
    advice: "Look at the list of devices, and at their zones in the configuration.",
  },
  "group-too-large": {
    what: "There are too many devices in this group[: {group}].",
    advice: "Ask them by zone, or by the beginning of their names.",
  },
  "group-held-back": {
    what: "The device was left as it is[: {device}], because another one has not come back[: {other}].",
    advice: "Look at the one that is away first, then restart the others.",
  },
};

export const fleetTextsFr: Texts = {
  "device-unknown": {
    what: "Ce bureau n'a pas cet appareil[ : {device}].",
    advice: "Cherchez son nom dans la liste des appareils.",
  },
  "device-not-heard": {
    what: "L'appareil ne répond pas[ : {device}].",
    advice:
      "Vérifiez s'il a du courant et son câble de réseau, puis demandez de nouveau. S'il ne revient pas, éteignez-le et rallumez-le, ou mettez un appareil de réserve à sa place.",
  },
  "device-busy": {
    what: "L'appareil est au milieu d'un billet ou d'un appel et ne s'est pas arrêté[ : {device}].",
    advice: "Demandez de nouveau dans une minute. Si cela continue, regardez son imprimante.",
  },
  "device-still-there": {
    what: "L'appareil est encore connecté[ : {device}].",
    advice: "Seul un appareil absent peut être remplacé : éteignez-le d'abord.",
  },
  "spare-not-fit": {
    what: "Cet appareil ne peut pas prendre cette place[ : {device}].",
    advice: "Choisissez un appareil de réserve connecté et du même genre : une borne pour une borne, un tableau pour un tableau.",
  },
  "rows-not-shipped": {
    what: "L'appareil garde des enregistrements que le serveur n'a pas encore[ : {rows}].",
    advice: "Attendez qu'il les ait envoyés, puis demandez de nouveau. Pour y renoncer à jamais, demandez-le expressément (--force).",
  },
  "move-pass-not-fit": {
    what: "Ce laissez-passer n'est pas pour cet appareil[ : {device}].",
    advice:
      "Faites-en un au serveur de l'autre bureau, pour un appareil du même genre, et utilisez-le dans les 72 heures. Dans un même bureau, un appareil change seulement de salle.",
  },
  "group-empty": {
    what: "Aucun appareil n'est dans ce groupe[ : {group}].",
    advice: "Voyez la liste des appareils, et leurs salles dans la configuration.",
  },
  "group-too-large": {
    what: "Il y a trop d'appareils dans ce groupe[ : {group}].",
    advice: "Demandez par salle, ou par le début de leurs noms.",
  },
  "group-held-back": {
    what: "L'appareil a été laissé tel quel[ : {device}], car un autre n'est pas revenu[ : {other}].",
    advice: "Voyez d'abord celui qui est absent, puis redémarrez les autres.",
  },
};
