/** The faults of orders to devices, with their texts. Whoever reads them works in office IT or manages the office. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const fleetFaultCodes = ["device-unknown", "device-not-heard", "device-busy"] as const;

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
};
