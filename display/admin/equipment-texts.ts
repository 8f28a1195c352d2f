/** The words of the page of machines, English and French. */
import type { Expiring } from "#shared/expiry/expiring.ts";
import type { DeviceIdentity } from "#shared/identity/registry.ts";
import { type Catalogues, counted } from "../base/texts.ts";

export interface EquipmentTexts {
  readonly intro: string;
  readonly needs: (count: number, of: number) => string;
  readonly allWell: (count: number) => string;
  readonly hub: string;
  readonly well: string;
  readonly connectedSince: (when: string) => string;
  readonly awaySince: (when: string) => string;
  readonly saysNothing: string;
  readonly celsius: string;
  readonly free: string;
  readonly freeOf: (free: string, total: string) => string;
  readonly life: string;
  readonly written: string;
  readonly memory: string;
  readonly clock: string;
  readonly clockSet: string;
  readonly clockUnset: string;
  readonly software: string;
  readonly otherThanHub: (version: string) => string;
  readonly certificate: string;
  readonly certificateIs: Readonly<Record<DeviceIdentity["state"], (until: string) => string>>;
  readonly gigabytes: (figure: string) => string;
  readonly ends: string;
  readonly endsNothing: string;
  readonly endsFirst: (what: string, when: string) => string;
  readonly endsOn: (what: string, when: string, isPast: boolean) => string;
  /** What it is, and what renews it. */
  readonly ending: Readonly<Record<Expiring["what"], { readonly what: (name: string) => string; readonly advice: string }>>;
  readonly figuresOld: string;
  readonly spare: Readonly<Record<"kiosk" | "board", string>>;
}

export const equipmentTexts: Catalogues<EquipmentTexts> = {
  en: {
    intro: "The hub and every device, those that need someone first. What is wrong goes from here by itself when it is well again.",
    needs: (count, of) => counted("en", count, `1 of ${of} needs someone.`, `${count} of ${of} need someone.`),
    allWell: (count) => `All ${count} are well.`,
    hub: "Hub",
    well: "Well",
    connectedSince: (when) => `Connected since ${when}`,
    awaySince: (when) => `Last heard ${when}`,
    saysNothing: "It tells no figures of its machine.",
    celsius: "Temperature",
    free: "Free space",
    freeOf: (free, total) => `${free} of ${total} GB`,
    life: "Storage life used",
    written: "Written since its start",
    memory: "Free memory",
    clock: "Clock",
    clockSet: "set by a time server",
    clockUnset: "not set by a time server",
    software: "Program",
    otherThanHub: (version) => `${version}, other than the hub's`,
    certificate: "Certificate",
    certificateIs: {
      token: (until) => `none yet; its token holds until ${until}`,
      waiting: () => "waits for approval",
      enrolled: (until) => `until ${until}`,
      expired: (until) => `ended ${until}`,
      revoked: () => "revoked",
    },
    gigabytes: (figure) => `${figure} GB`,
    ends: "What ends one day",
    endsNothing: "Nothing within 180 days",
    endsFirst: (what, when) => `${what} comes first, on ${when}.`,
    endsOn: (what, when, isPast) => `${what} ${isPast ? "ended" : "ends"} on ${when}.`,
    ending: {
      support: {
        what: (name) => `The support of version ${name}`,
        advice: "Install a newer release: it gets fixes, and says where to report a weakness.",
      },
      node: { what: (name) => `Node ${name}`, advice: "Install a release with a newer one." },
      "time-zones": { what: (name) => `Time zone data ${name}`, advice: "Install a newer release: it brings newer data." },
      authority: { what: () => "The office's certificate authority", advice: "Plan a day: each device then needs a new card." },
      certificate: {
        what: (name) => `The certificate of ${name}`,
        advice: "It renews by itself while it reaches the hub: switch the device on, or see why it does not come.",
      },
      "staff-certificate": {
        what: () => "The certificate of the staff's pages",
        advice: "Get a new one from who issued it and put it into the same file.",
      },
      "release-keys": { what: () => "The list of who may sign releases", advice: "Sign a new one where releases are made." },
      "release-channel": {
        what: () => "The list of current releases",
        advice: "Sign it anew where releases are made; until then none is taken.",
      },
    },
    figuresOld: "The figures could not be fetched just now; what stands here may be old.",
    spare: { kiosk: "Spare kiosk", board: "Spare board" },
  },
  fr: {
    intro:
      "Le serveur du bureau et chaque appareil, ceux qui ont besoin de quelqu'un d'abord. Ce qui ne va pas disparaît d'ici de soi-même une fois réglé.",
    needs: (count, of) => counted("fr", count, `${count} sur ${of} a besoin de quelqu'un.`, `${count} sur ${of} ont besoin de quelqu'un.`),
    allWell: (count) => `Les ${count} vont bien.`,
    hub: "Serveur du bureau",
    well: "Va bien",
    connectedSince: (when) => `Connecté depuis ${when}`,
    awaySince: (when) => `Dernière nouvelle : ${when}`,
    saysNothing: "Il ne donne pas de chiffres sur sa machine.",
    celsius: "Température",
    free: "Espace libre",
    freeOf: (free, total) => `${free} sur ${total} Go`,
    life: "Usure du stockage",
    written: "Écrit depuis son démarrage",
    memory: "Mémoire libre",
    clock: "Horloge",
    clockSet: "réglée par un serveur de temps",
    clockUnset: "pas réglée par un serveur de temps",
    software: "Programme",
    otherThanHub: (version) => `${version}, autre que celui du serveur`,
    certificate: "Certificat",
    certificateIs: {
      token: (until) => `pas encore; son jeton vaut jusqu'au ${until}`,
      waiting: () => "attend une approbation",
      enrolled: (until) => `jusqu'au ${until}`,
      expired: (until) => `échu le ${until}`,
      revoked: () => "révoqué",
    },
    gigabytes: (figure) => `${figure} Go`,
    ends: "Ce qui prend fin un jour",
    endsNothing: "Rien d'ici 180 jours",
    endsFirst: (what, when) => `En premier : ${what}, le ${when}.`,
    endsOn: (what, when, isPast) => `${what} : ${isPast ? "fini depuis le" : "fin le"} ${when}.`,
    ending: {
      support: {
        what: (name) => `Le soutien de la version ${name}`,
        advice: "Installez une version plus récente du programme : elle reçoit les correctifs et indique où signaler une faille.",
      },
      node: { what: (name) => `Node ${name}`, advice: "Installez une version du programme qui en contient un plus récent." },
      "time-zones": {
        what: (name) => `Données des fuseaux horaires ${name}`,
        advice: "Installez une version plus récente du programme : elle en apporte de nouvelles.",
      },
      authority: {
        what: () => "L'autorité de certification du bureau",
        advice: "Prévoyez une journée : chaque appareil aura besoin d'une nouvelle carte.",
      },
      certificate: {
        what: (name) => `Le certificat de ${name}`,
        advice: "Il se renouvelle de lui-même quand l'appareil joint le serveur : allumez-le, ou voyez pourquoi il ne vient pas.",
      },
      "staff-certificate": {
        what: () => "Le certificat des pages du personnel",
        advice: "Demandez-en un nouveau à qui l'a délivré et mettez-le dans le même fichier.",
      },
      "release-keys": {
        what: () => "La liste des signataires des versions",
        advice: "Signez-en une nouvelle là où les versions sont faites.",
      },
      "release-channel": {
        what: () => "La liste des versions courantes",
        advice: "Signez-la de nouveau là où les versions sont faites; d'ici là, aucune n'est prise.",
      },
    },
    figuresOld: "Les chiffres n'ont pas pu être demandés à l'instant; ceux d'ici sont peut-être anciens.",
    spare: { kiosk: "Borne de réserve", board: "Tableau de réserve" },
  },
};
