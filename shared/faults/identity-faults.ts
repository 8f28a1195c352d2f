/** The faults of setting a device up and of its certificate, with their texts. Whoever reads them works in office IT. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const identityFaultCodes = [
  "token-unknown",
  "token-not-for-this",
  "token-expired",
  "token-used",
  "tokens-too-many",
  "request-not-right",
  "enrolment-paused",
  "device-not-enrolled",
  "device-revoked",
  "code-not-right",
  "authority-unreadable",
  "hub-not-trusted",
  "devices-off",
] as const;

type Texts = Readonly<Record<(typeof identityFaultCodes)[number], FaultText>>;

export const identityTextsEn: Texts = {
  "token-unknown": {
    what: "This hub does not know the token.",
    advice: "Check that the card was written for this office. Otherwise make a new token and write the card again.",
  },
  "token-not-for-this": {
    what: "The token is for another office or another kind of device[: {role}].",
    advice: "Use the card that was written for this device, or make a new token.",
  },
  "token-expired": { what: "The token is too old[: it ended {at}].", advice: "Make a new token and write the card again." },
  "token-used": {
    what: "The token has been used already.",
    advice:
      "If this is the same device with a new card or a reset one, make a new token. If not, find out who used it and revoke that device.",
  },
  "tokens-too-many": {
    what: "There are too many unused tokens[: {count}].",
    advice: "Withdraw those that nobody needs: revoke the devices that were never set up.",
  },
  "request-not-right": {
    what: "The device's certificate request cannot be used[: {what}].",
    advice: "Update the device's software, then start it again.",
  },
  "enrolment-paused": {
    what: "Too many devices are being set up at once.",
    advice: "Wait a minute. Devices try again by themselves.",
  },
  "device-not-enrolled": {
    what: "The hub has no certificate of this device[: {device}].",
    advice: "Look at the list of devices. Make a new token and write its card again if it should be one of them.",
  },
  "device-revoked": {
    what: "The certificate of this device was revoked[: {device}].",
    advice: "If it should work again, make a new token and write its card again.",
  },
  "code-not-right": {
    what: "The code is not the one on the device's screen.",
    advice: "Compare it again. If the device shows another code, or none, do not approve it: revoke it and make a new token.",
  },
  "authority-unreadable": {
    what: "The office's certificate authority cannot be used[: {file}][: {what}].",
    advice: "Put the file right or bring it back from the backup of the keys. Without it no device can be set up.",
  },
  "hub-not-trusted": {
    what: "The hub at this address is not the one on the card[: {what}].",
    advice: "Check the hub's address and the fingerprint on the card against the hub's own. Nothing was sent to it.",
  },
  "devices-off": {
    what: "This hub takes no devices from the network.",
    advice: 'Write "devices" into the hub\'s file (node hub/main.ts --help), then start the hub again.',
  },
};

export const identityTextsFr: Texts = {
  "token-unknown": {
    what: "Ce serveur ne connaît pas le jeton.",
    advice: "Vérifiez que la carte a été écrite pour ce bureau. Sinon, créez un nouveau jeton et réécrivez la carte.",
  },
  "token-not-for-this": {
    what: "Le jeton est destiné à un autre bureau ou à un autre type d'appareil[ : {role}].",
    advice: "Utilisez la carte écrite pour cet appareil ou créez un nouveau jeton.",
  },
  "token-expired": { what: "Le jeton est trop ancien[ : fin {at}].", advice: "Créez un nouveau jeton et réécrivez la carte." },
  "token-used": {
    what: "Le jeton a déjà été utilisé.",
    advice:
      "S'il s'agit du même appareil remis à zéro ou avec une nouvelle carte, créez un nouveau jeton. Sinon, cherchez qui l'a utilisé et révoquez cet appareil.",
  },
  "tokens-too-many": {
    what: "Il y a trop de jetons inutilisés[ : {count}].",
    advice: "Retirez ceux dont personne n'a besoin : révoquez les appareils qui n'ont jamais été installés.",
  },
  "request-not-right": {
    what: "La demande de certificat de l'appareil est inutilisable[ : {what}].",
    advice: "Mettez à jour le logiciel de l'appareil, puis redémarrez-le.",
  },
  "enrolment-paused": {
    what: "Trop d'appareils sont installés en même temps.",
    advice: "Attendez une minute. Les appareils réessaient d'eux-mêmes.",
  },
  "device-not-enrolled": {
    what: "Le serveur n'a aucun certificat de cet appareil[ : {device}].",
    advice: "Consultez la liste des appareils. S'il doit en faire partie, créez un nouveau jeton et réécrivez sa carte.",
  },
  "device-revoked": {
    what: "Le certificat de cet appareil a été révoqué[ : {device}].",
    advice: "S'il doit fonctionner de nouveau, créez un nouveau jeton et réécrivez sa carte.",
  },
  "code-not-right": {
    what: "Le code n'est pas celui qu'affiche l'appareil.",
    advice:
      "Comparez de nouveau. Si l'appareil affiche un autre code, ou aucun, ne l'approuvez pas : révoquez-le et créez un nouveau jeton.",
  },
  "authority-unreadable": {
    what: "L'autorité de certification du bureau est inutilisable[ : {file}][ : {what}].",
    advice: "Corrigez le fichier ou reprenez-le de la sauvegarde des clés. Sans lui, aucun appareil ne peut être installé.",
  },
  "hub-not-trusted": {
    what: "Le serveur à cette adresse n'est pas celui de la carte[ : {what}].",
    advice: "Comparez l'adresse du serveur et l'empreinte sur la carte avec celles du serveur. Rien ne lui a été envoyé.",
  },
  "devices-off": {
    what: "Ce serveur n'accepte aucun appareil du réseau.",
    advice: "Ajoutez « devices » au fichier du serveur (node hub/main.ts --help), puis redémarrez-le.",
  },
};
