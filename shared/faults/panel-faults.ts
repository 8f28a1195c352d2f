/** The faults of a kiosk's panel of buttons, with their texts. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const panelFaultCodes = [
  "panel-unreachable",
  "panel-silent",
  "panel-wrong",
  "panel-chip-missing",
  "panel-pin-taken",
  "panel-opened",
  "panel-stuck",
  "panel-service-unknown",
  "keypad-unbound",
  "keypad-late",
] as const;

type Texts = Readonly<Record<(typeof panelFaultCodes)[number], FaultText>>;

export const panelTextsEn: Texts = {
  "panel-unreachable": {
    what: "[{device}: ]The buttons are not connected[ ({line})].",
    advice: "Plug in the cable of the panel at the device. If it is in, ask IT to compare the path in the device's file.",
  },
  "panel-silent": {
    what: "[{device}: ]The buttons do not answer[ ({path})].",
    advice:
      "Unplug the panel's cable, wait five seconds, and plug it in again. If that does not help, ask IT to replace the panel's board.",
  },
  "panel-wrong": {
    what: "[{device}: ]What is connected as a panel of buttons is something else[ ({path})].",
    advice: "Ask IT to compare the path in the device's file, and to put StandardFirmata on the panel's board.",
  },
  "panel-chip-missing": {
    what: "[{device}: ]The buttons cannot be read: this computer has no header of a Raspberry Pi that may be used[ ({line})].",
    advice: "Ask IT to look whether the device is a Raspberry Pi 3, 4, 5 or Zero 2, and whether its program may open /dev/gpiochip*.",
  },
  "panel-pin-taken": {
    what: "[{device}: ]The buttons do not work: another program has a pin of theirs[ ({line})].",
    advice: "Ask IT to end that program or take it out of the device's config.txt, or to move the wire to another pin.",
  },
  "panel-opened": {
    what: "[{device}: ]The housing of the buttons is open, or a wire is cut.",
    advice: "Look whether somebody is at work on it. If nobody is, close it and tell your manager.",
  },
  "panel-stuck": {
    what: "[{device}: ]A button is stuck[: {service}]. It gives no tickets.",
    advice: "Take away what lies on it, or press it once and let it spring back. If it stays down, ask IT to replace it.",
  },
  "panel-service-unknown": {
    what: "[{device}: ]Buttons stand for services that the office does not have[: {service}].",
    advice: "Ask IT to compare the buttons in the device's file with the office's services.",
  },
  "keypad-unbound": {
    what: "[{device}: ]The keys belong to no counter.",
    advice: "Name the counter at this device, on the administration page under devices.",
  },
  "keypad-late": { what: "[{device}: ]A key press came too late, and did nothing.", advice: "Press again." },
};

export const panelTextsFr: Texts = {
  "panel-unreachable": {
    what: "[{device} : ]Les boutons ne sont pas branchés[ ({line})].",
    advice:
      "Branchez le câble du panneau à l'appareil. S'il l'est déjà, demandez au soutien technique de vérifier le chemin dans le fichier de l'appareil.",
  },
  "panel-silent": {
    what: "[{device} : ]Les boutons ne répondent pas[ ({path})].",
    advice:
      "Débranchez le câble du panneau, attendez cinq secondes, puis rebranchez-le. Si cela n'aide pas, demandez au soutien technique de remplacer la carte du panneau.",
  },
  "panel-wrong": {
    what: "[{device} : ]Ce qui est branché comme panneau de boutons est autre chose[ ({path})].",
    advice:
      "Demandez au soutien technique de vérifier le chemin dans le fichier de l'appareil et d'installer StandardFirmata sur la carte du panneau.",
  },
  "panel-chip-missing": {
    what: "[{device} : ]Les boutons ne peuvent pas être lus : cet ordinateur n'a pas de connecteur de Raspberry Pi utilisable[ ({line})].",
    advice:
      "Demandez au soutien technique de vérifier que l'appareil est un Raspberry Pi 3, 4, 5 ou Zero 2 et que son programme peut ouvrir /dev/gpiochip*.",
  },
  "panel-pin-taken": {
    what: "[{device} : ]Les boutons ne fonctionnent pas : un autre programme occupe une de leurs broches[ ({line})].",
    advice:
      "Demandez au soutien technique d'arrêter ce programme ou de le retirer du fichier config.txt de l'appareil, ou de déplacer le fil.",
  },
  "panel-opened": {
    what: "[{device} : ]Le boîtier des boutons est ouvert, ou un fil est coupé.",
    advice: "Voyez si quelqu'un y travaille. Sinon, refermez-le et avertissez la personne responsable du bureau.",
  },
  "panel-stuck": {
    what: "[{device} : ]Un bouton est coincé[ : {service}]. Il ne donne pas de billet.",
    advice:
      "Enlevez ce qui appuie dessus, ou appuyez une fois pour le libérer. S'il reste enfoncé, demandez au soutien technique de le remplacer.",
  },
  "panel-service-unknown": {
    what: "[{device} : ]Des boutons désignent des services que le bureau n'offre pas[ : {service}].",
    advice: "Demandez au soutien technique de comparer les boutons du fichier de l'appareil avec les services du bureau.",
  },
  "keypad-unbound": {
    what: "[{device} : ]Les touches n'appartiennent à aucun comptoir.",
    advice: "Nommez le comptoir à cet appareil, à la page d'administration, sous les appareils.",
  },
  "keypad-late": { what: "[{device} : ]Une pression de touche est arrivée trop tard et n'a rien fait.", advice: "Appuyez de nouveau." },
};
