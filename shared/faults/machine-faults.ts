/** The faults of the machine a device runs on, and of its screen, with their texts. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const machineFaultCodes = [
  "machine-hot",
  "machine-slowed",
  "power-weak",
  "power-was-weak",
  "storage-low",
  "storage-worn",
  "storage-overworked",
  "storage-errors",
  "memory-low",
  "clock-unset",
  "screen-dark",
] as const;

type Texts = Readonly<Record<(typeof machineFaultCodes)[number], FaultText>>;

export const machineTextsEn: Texts = {
  "machine-hot": {
    what: "[{device}: ]The device is too hot[: {celsius} °C].",
    advice: "Clear its vents and move it away from sun and heaters. It slows down by itself to protect itself.",
  },
  "machine-slowed": {
    what: "[{device}: ]The device has slowed itself down to cool off.",
    advice: "Clear its vents and see that its fan turns. Work goes on, more slowly.",
  },
  "power-weak": {
    what: "[{device}: ]The device gets too little voltage just now.",
    advice: "Use the power supply that was made for it, and a short cable. A printer needs a supply of its own.",
  },
  "power-was-weak": {
    what: "[{device}: ]The device got too little voltage at times since it was started; it has enough now.",
    advice: "Replace its power supply or cable before it fails: weak power damages the card.",
  },
  "storage-low": {
    what: "[{device}: ]The device's storage is almost full[: {free} MB are free].",
    advice: "Ask IT to free space on it. Tickets go on until it is full.",
  },
  "storage-worn": {
    what: "[{device}: ]The device's storage has reached the end of its life[: {used} % used].",
    advice: "Prepare a new card and change it after closing. Nothing is lost if it is done in time.",
  },
  "storage-overworked": {
    what: "[{device}: ]The device writes so much to its storage[: about {gigabytes} GB a day] that it will not last.",
    advice: "Ask IT which program writes so much. Until that is found keep a prepared card or disk at hand.",
  },
  "storage-errors": {
    what: "[{device}: ]The device's file system has found errors[: {count}].",
    advice: "Prepare a new card and change it after closing. Errors like these often come before a card fails.",
  },
  "memory-low": {
    what: "[{device}: ]The device has almost no memory left[: {free} MB].",
    advice: "Restart the device after closing. If it comes back, tell IT.",
  },
  "clock-unset": {
    what: "[{device}: ]The device's clock is not set by a time server.",
    advice: "Ask IT to let the device reach the time server. Until then its times are marked as uncertain.",
  },
  "screen-dark": {
    what: "[{device}: ]The screen shows nothing, and starting it again did not help.",
    advice: "Check the screen's power and cable, then restart the device. It goes on trying by itself.",
  },
};

export const machineTextsFr: Texts = {
  "machine-hot": {
    what: "[{device} : ]L'appareil est trop chaud[ : {celsius} °C].",
    advice: "Dégagez ses ouvertures et éloignez-le du soleil et du chauffage. Il ralentit de lui-même pour se protéger.",
  },
  "machine-slowed": {
    what: "[{device} : ]L'appareil a ralenti de lui-même pour refroidir.",
    advice: "Dégagez ses ouvertures et vérifiez que son ventilateur tourne. Le travail continue, plus lentement.",
  },
  "power-weak": {
    what: "[{device} : ]La tension qui alimente l'appareil est trop faible en ce moment.",
    advice: "Utilisez le bloc d'alimentation prévu et un câble court. Une imprimante a besoin de sa propre alimentation.",
  },
  "power-was-weak": {
    what: "[{device} : ]La tension a parfois été trop faible depuis le démarrage de l'appareil; elle suffit maintenant.",
    advice: "Remplacez le bloc d'alimentation ou le câble avant la panne : une tension faible abîme la carte.",
  },
  "storage-low": {
    what: "[{device} : ]Le stockage de l'appareil est presque plein[ : {free} Mo libres].",
    advice: "Demandez au soutien technique d'y libérer de l'espace. Les billets continuent jusqu'à ce qu'il soit plein.",
  },
  "storage-worn": {
    what: "[{device} : ]Le stockage de l'appareil est en fin de vie[ : usé à {used} %].",
    advice: "Préparez une nouvelle carte et remplacez-la après la fermeture. Rien n'est perdu si c'est fait à temps.",
  },
  "storage-overworked": {
    what: "[{device} : ]L'appareil écrit tant sur son stockage[ : environ {gigabytes} Go par jour] qu'il ne tiendra pas.",
    advice: "Demandez au soutien technique quel programme écrit autant. D'ici là, gardez une carte ou un disque préparé à portée de main.",
  },
  "storage-errors": {
    what: "[{device} : ]Le système de fichiers de l'appareil a trouvé des erreurs[ : {count}].",
    advice: "Préparez une nouvelle carte et remplacez-la après la fermeture. De telles erreurs annoncent souvent une panne.",
  },
  "memory-low": {
    what: "[{device} : ]L'appareil n'a presque plus de mémoire[ : {free} Mo].",
    advice: "Redémarrez l'appareil après la fermeture. Si cela se répète, avertissez le soutien technique.",
  },
  "clock-unset": {
    what: "[{device} : ]L'horloge de l'appareil n'est pas réglée par un serveur de temps.",
    advice: "Demandez au soutien technique d'ouvrir l'accès au serveur de temps. D'ici là, ses heures sont notées comme incertaines.",
  },
  "screen-dark": {
    what: "[{device} : ]L'écran n'affiche rien, même après un redémarrage de l'affichage.",
    advice: "Vérifiez l'alimentation et le câble de l'écran, puis redémarrez l'appareil. Il continue d'essayer de lui-même.",
  },
};
