/** The faults of updates, with their texts: for office IT alone. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const updateFaultCodes = [
  "update-not-trusted",
  "update-expired",
  "update-older",
  "update-damaged",
  "update-for-other",
  "update-present",
  "update-failed-before",
  "update-leaps",
  "update-data-unreadable",
  "update-no-room",
  "update-not-now",
  "update-given-up",
  "update-refused-here",
  "release-halted",
  "release-paused",
  "releases-off",
  "update-state-unreadable",
] as const;

type Texts = Readonly<Record<(typeof updateFaultCodes)[number], FaultText>>;

export const updateTextsEn: Texts = {
  "update-not-trusted": {
    what: "The update was not signed by those who may sign one[: {reason}]. Nothing was changed.",
    advice:
      "Fetch the bundle again from where releases are published. If it is refused again, do not use it and tell whoever publishes releases.",
  },
  "update-expired": {
    what: "The update's [{document} ]document has expired. Nothing was changed.",
    advice: "Fetch a current bundle. If this one is current, look at the clock of this machine.",
  },
  "update-older": {
    what: "The update[ ({document})] is older than what is known here. Nothing was changed.",
    advice: "Fetch the newest bundle. Older releases are not installed over newer ones.",
  },
  "update-damaged": {
    what: "The update cannot be read[ ({document})]: it is cut off, changed or of another kind. Nothing was changed.",
    advice: "Copy the bundle again, and compare its size with where it comes from.",
  },
  "update-for-other": {
    what: "The update is for other machines[ ({target})][; this one is {here}]. Nothing was changed.",
    advice: "Take the bundle for this kind of machine.",
  },
  "update-present": {
    what: "This release[ ({document})] already runs here.",
    advice: "Nothing needs to be done.",
  },
  "update-failed-before": {
    what: "This release[ ({document})] was tried here and did not prove itself. Nothing was changed.",
    advice: "Look at the log of the device for why it failed, and wait for the release after it.",
  },
  "update-leaps": {
    what: "Release[ {document}] does not follow the one that runs here directly. Nothing was changed.",
    advice: "First install[ release number {first} or] one between the two.",
  },
  "update-data-unreadable": {
    what: "After release[ {document}] the present one could not read the device's data any more. Nothing was changed.",
    advice: "Install the release before it first.",
  },
  "update-no-room": {
    what: "There is no room for the update[: {free} MB are free, {needed} MB are needed]. Nothing was changed.",
    advice: "Free space on the device's storage, or replace its card by a larger one.",
  },
  "update-not-now": {
    what: "The update waits: the office is open, a ticket is being printed, or another update is on trial.",
    advice: "It begins by itself when the office is closed. To begin now, add --now.",
  },
  "update-given-up": {
    what: "[{device}: ]Release[ {document}] did not prove itself; the one before runs again.",
    advice: "Nothing needs to be done for the device to work. Look at its log for why, and tell whoever publishes releases.",
  },
  "update-refused-here": {
    what: "[{device}: ]The device did not take release[ {document}]; it goes on with the one it has.",
    advice: "Nothing needs to be done for the device to work. The page of the devices says why it was not taken.",
  },
  "release-halted": {
    what: "Release[ {document}] goes to no more devices: it did not end well[ on {device}].",
    advice: "Every other device goes on with what it has. IT looks at why, and then lets the others follow, or takes the release back.",
  },
  "release-paused": {
    what: "Release[ {document}] waits: it did not end well in other offices[ ({offices})].",
    advice: "It goes on by itself when it is well there. IT can let it go on here before that, or take it back.",
  },
  "releases-off": {
    what: "This hub gives its devices no releases.",
    advice: 'Name a folder for them in its file, as "releases" under "devices" (hub/releases/README.md), and start it again.',
  },
  "update-state-unreadable": {
    what: "What this device knows of its own releases cannot be read[: {reason}].",
    advice: "Install the package again; the device's own data is not touched by it.",
  },
};

export const updateTextsFr: Texts = {
  "update-not-trusted": {
    what: "La mise à jour n'est pas signée par les personnes autorisées[ : {reason}]. Rien n'a été changé.",
    advice:
      "Téléchargez de nouveau le paquet là où les versions sont publiées. S'il est encore refusé, ne l'utilisez pas et avertissez l'éditeur.",
  },
  "update-expired": {
    what: "Le document[ {document}] de la mise à jour est périmé. Rien n'a été changé.",
    advice: "Téléchargez un paquet à jour. Si celui-ci l'est, vérifiez l'horloge de cette machine.",
  },
  "update-older": {
    what: "La mise à jour[ ({document})] est plus ancienne que ce qui est connu ici. Rien n'a été changé.",
    advice: "Téléchargez le paquet le plus récent. Une ancienne version ne remplace jamais une plus récente.",
  },
  "update-damaged": {
    what: "La mise à jour est illisible[ ({document})] : tronquée, modifiée ou d'une autre sorte. Rien n'a été changé.",
    advice: "Copiez le paquet de nouveau et comparez sa taille à celle de la source.",
  },
  "update-for-other": {
    what: "La mise à jour est destinée à d'autres machines[ ({target})][; celle-ci est {here}]. Rien n'a été changé.",
    advice: "Prenez le paquet destiné à ce type de machine.",
  },
  "update-present": {
    what: "Cette version[ ({document})] est déjà en service ici.",
    advice: "Il n'y a rien à faire.",
  },
  "update-failed-before": {
    what: "Cette version[ ({document})] a été essayée ici sans faire ses preuves. Rien n'a été changé.",
    advice: "Cherchez la cause dans le journal de l'appareil et attendez la version suivante.",
  },
  "update-leaps": {
    what: "La version[ {document}] ne suit pas directement celle qui est en service. Rien n'a été changé.",
    advice: "Installez d'abord[ la version numéro {first} ou] une version intermédiaire.",
  },
  "update-data-unreadable": {
    what: "Après la version[ {document}], la version actuelle ne pourrait plus lire les données de l'appareil. Rien n'a été changé.",
    advice: "Installez d'abord la version précédente.",
  },
  "update-no-room": {
    what: "La place manque pour la mise à jour[ : {free} Mo libres, {needed} Mo nécessaires]. Rien n'a été changé.",
    advice: "Libérez de la place sur l'appareil ou remplacez sa carte par une plus grande.",
  },
  "update-not-now": {
    what: "La mise à jour attend : le bureau est ouvert, un billet s'imprime ou une autre mise à jour est à l'essai.",
    advice: "Elle commencera d'elle-même quand le bureau sera fermé. Pour commencer maintenant, ajoutez --now.",
  },
  "update-given-up": {
    what: "[{device} : ]La version[ {document}] n'a pas fait ses preuves. La précédente est de nouveau en service.",
    advice: "L'appareil fonctionne sans autre intervention. Cherchez la cause dans son journal et avertissez l'éditeur.",
  },
  "update-refused-here": {
    what: "[{device} : ]L'appareil n'a pas pris la version[ {document}]; il continue avec la sienne.",
    advice: "L'appareil fonctionne sans autre intervention. La page des appareils dit pourquoi elle n'a pas été prise.",
  },
  "release-halted": {
    what: "La version[ {document}] ne va plus vers aucun appareil : l'essai a mal fini[ sur {device}].",
    advice:
      "Les autres appareils continuent avec leur version. Le soutien technique cherche la cause, puis laisse suivre les autres ou retire la version.",
  },
  "release-paused": {
    what: "La version[ {document}] attend : elle a mal fini dans d'autres bureaux[ ({offices})].",
    advice: "Elle reprendra d'elle-même quand tout ira bien là-bas. Le soutien technique peut la laisser suivre ici avant, ou la retirer.",
  },
  "releases-off": {
    what: "Ce serveur ne donne pas de versions à ses appareils.",
    advice: "Nommez-leur un dossier dans son fichier, par « releases » sous « devices » (hub/releases/README.md), puis redémarrez-le.",
  },
  "update-state-unreadable": {
    what: "Ce que l'appareil sait de ses propres versions est illisible[ : {reason}].",
    advice: "Réinstallez le paquet. Les données de l'appareil n'en sont pas touchées.",
  },
};
