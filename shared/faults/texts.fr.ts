/** What every fault says in Canadian French: to staff and office IT, and to citizens where they can meet it. */
import { appointmentCitizenTextsFr, appointmentTextsFr } from "./appointment-faults.ts";
import { configurationTextsFr } from "./configuration-faults.ts";
import { dayCitizenTextsFr, dayTextsFr } from "./day-faults.ts";
import type { CitizenTexts, StaffTexts } from "./fault-text.ts";
import { fleetTextsFr } from "./fleet-faults.ts";
import { identityTextsFr } from "./identity-faults.ts";
import { machineTextsFr } from "./machine-faults.ts";
import { moveTextsFr } from "./move-faults.ts";
import { panelTextsFr } from "./panel-faults.ts";
import { peopleTextsFr } from "./people-faults.ts";
import { updateTextsFr } from "./update-faults.ts";
import { visitLifeTextsFr } from "./visit-life-faults.ts";

const again = "Regardez l'écran, puis réessayez.";

export const staffTextsFr: StaffTexts = {
  ...appointmentTextsFr,
  ...moveTextsFr,
  ...dayTextsFr,
  ...visitLifeTextsFr,
  ...panelTextsFr,
  ...updateTextsFr,
  ...machineTextsFr,
  ...configurationTextsFr,
  ...identityTextsFr,
  ...peopleTextsFr,
  ...fleetTextsFr,
  "unknown-service": { what: "Ce service n'existe pas à ce bureau[ : {service}].", advice: "Choisissez un service dans la liste." },
  "unknown-visit": { what: "Ce billet n'est plus dans la file.", advice: "Consultez la liste des billets et choisissez-en un autre." },
  "unknown-counter": { what: "Ce comptoir n'existe pas à ce bureau[ : {counter}].", advice: "Choisissez un comptoir de ce bureau." },
  "unknown-agent": {
    what: "Cet agent n'existe pas à ce bureau[ : {agent}].",
    advice: "Ouvrez une nouvelle session, ou demandez à votre gestionnaire de vous ajouter.",
  },
  "unknown-command": {
    what: "Le serveur du bureau ne connaît pas cette commande[ : {command}].",
    advice: "Rechargez la page. Les programmes trouvent les commandes dans /api/v1/openapi.json.",
  },
  "bad-request": {
    what: "Le serveur du bureau ne peut pas lire cette demande[ : {path}][ : {what}].",
    advice: "Rechargez la page. Les programmes trouvent la bonne forme dans /api/v1/openapi.json.",
  },
  "bad-configuration": {
    what: "La configuration est absente ou incorrecte[ : {path}][ : {what}].",
    advice: "Corrigez le fichier et redémarrez le serveur du bureau. Le journal nomme chaque problème.",
  },
  "changed-meanwhile": {
    what: "Quelqu'un a été plus rapide[ : {number} a changé][ : le comptoir {counter} a changé].",
    advice: again,
  },
  "other-epoch": { what: "Le serveur du bureau a été remplacé depuis le chargement de cette page.", advice: "Rechargez la page." },
  "not-signed-in": {
    what: "Vous n'avez pas ouvert de session[ au comptoir {counter}].",
    advice: "Ouvrez une session au comptoir, puis réessayez.",
  },
  "counter-taken": {
    what: "Une autre personne a ouvert une session à ce comptoir[ ({counter})].",
    advice: "Choisissez un autre comptoir, ou demandez-lui de fermer sa session.",
  },
  "already-signed-in": { what: "Vous avez déjà une session ouverte[ au comptoir {counter}].", advice: "Fermez-la d'abord." },
  "counter-busy": {
    what: "Il y a déjà quelqu'un à ce comptoir[ ({counter})][ : {number}].",
    advice: "Terminez d'abord avec cette personne.",
  },
  "counter-free": { what: "Il n'y a personne à ce comptoir[ ({counter})].", advice: "Appelez d'abord la personne suivante." },
  "nobody-waiting": { what: "Personne n'attend pour ce comptoir[ ({counter})].", advice: "Attendez le prochain billet." },
  "not-waiting": { what: "[{number} : ]Ce billet n'est plus en attente.", advice: again },
  "not-called": { what: "[{number} : ]Ce billet n'est pas appelé en ce moment.", advice: again },
  "not-serving": { what: "[{number} : ]Le service n'a pas commencé pour cette personne.", advice: "Commencez d'abord le service." },
  "already-ended": { what: "[{number} : ]Cette visite est terminée.", advice: "Il n'y a plus rien à faire pour ce billet." },
  "wrong-counter": {
    what: "[{number} : ]Ce billet est à un autre comptoir[ ({counter})].",
    advice: "Laissez-le à l'agent de ce comptoir.",
  },
  "queue-not-taken": {
    what: "[{number} : ]Ce comptoir[ ({counter})] n'offre pas ce service.",
    advice: "Appelez un autre billet, ou choisissez un comptoir qui l'offre.",
  },
  "service-already-assigned": { what: "[{number} : ]Ce billet a déjà un service.", advice: again },
  "day-not-open": { what: "La journée n'est pas ouverte[ : {date}].", advice: "Ouvrez la journée sur la page du gestionnaire." },
  "day-already-open": { what: "La journée est déjà ouverte[ : {date}].", advice: "Fermez-la avant d'en ouvrir une autre." },
  "day-not-after-last": {
    what: "Une journée ne s'ouvre qu'une fois, et jamais en arrière[ : le {date} n'est pas après le {last}].",
    advice: "Ouvrez une date ultérieure.",
  },
  "key-reused": {
    what: "Cette demande porte la clé d'une autre[ : {command}].",
    advice: "Rechargez la page. Les programmes tirent une nouvelle clé pour chaque commande.",
  },
  "confirm-first": {
    what: "[{number} ]attendait déjà pendant l'absence du serveur. On l'a peut-être servi de vive voix.",
    advice: "Appelez-le, ou indiquez qu'il a été servi ou qu'il est parti.",
  },
  "nothing-to-confirm": { what: "[{number} : ]Il n'y a plus rien à confirmer pour ce billet.", advice: again },
  "number-unreadable": {
    what: "Ce n'est pas un numéro de billet[ : {number}].",
    advice: "Saisissez-le comme sur le papier, par exemple C12, ou lisez son code.",
  },
  "number-known": {
    what: "[{number} : ]Le serveur connaît ce billet.",
    advice: "Trouvez-le dans la liste et appelez-le de là.",
  },
  "number-not-ours": {
    what: "Aucune borne de ce bureau ne donne ce numéro[ : {number}].",
    advice: "Vérifiez la lettre. Si le papier vient d'un autre bureau ou d'un autre jour, remettez un nouveau billet.",
  },
  "still-arriving": {
    what: "[{number} : ]Des billets antérieurs de la même borne sont encore en route.",
    advice: "Attendez un instant, puis réessayez.",
  },
  "clock-doubted": {
    what: "L'heure du serveur ne peut pas être juste. Les billets et les appels continuent; aucune journée ne s'ouvre d'elle-même.",
    advice:
      "Réglez l'heure de la machine du serveur, ou reliez-la à un serveur de temps. Confirmez ensuite l'heure à la page du gestionnaire.",
  },
  "hub-superseded": {
    what: "Un autre serveur a pris la relève de ce bureau. Celui-ci ne fait plus rien.",
    advice: "Éteignez celui-ci. S'il doit rester en service, arrêtez l'autre et promouvez celui-ci.",
  },
  "storage-full": {
    what: "[{device} : ]Le disque est plein. Rien de ce qui a été enregistré n'est perdu, mais plus rien ne peut être enregistré.",
    advice: "Libérez de l'espace sur le disque. Le travail reprendra tout seul.",
  },
  "storage-failed": {
    what: "[{device} : ]Le disque ne fonctionne pas[ : {cause}].",
    advice: "Vérifiez le disque et les droits d'accès au dossier. Si le problème persiste, restaurez le serveur sur un autre disque.",
  },
  "storage-in-use": {
    what: "Un autre serveur de bureau utilise déjà ce dossier de données[ : {data}].",
    advice: "Arrêtez l'autre serveur, ou donnez à celui-ci son propre dossier.",
  },
  "port-taken": {
    what: "Un autre programme utilise le port[ {port}] de cette machine.",
    advice:
      "Arrêtez ce programme (ss -ltnp indique lequel), ou écrivez un autre port dans le fichier de configuration; 0 prend un port libre.",
  },
  "address-not-loopback": {
    what: "Sans certificats, le serveur du bureau n'est ouvert qu'à cette machine[, pas à {address}].",
    advice: 'Écrivez "host": "127.0.0.1" dans le fichier de configuration, ou enlevez cette ligne.',
  },
  overloaded: { what: "Il y a trop de demandes à la fois.", advice: "Attendez un instant, puis réessayez." },
  "time-zone-data-old": {
    what: "Les données de fuseaux horaires de cette machine[ ({version})] sont trop vieilles : l'heure des billets serait fausse en hiver.",
    advice: "Utilisez le Node fourni avec le serveur, ou mettez Node à jour : données de fuseaux horaires 2026c ou plus récentes.",
  },
  "pages-not-built": {
    what: "Les pages ne sont pas construites[ : {folder} est absent].",
    advice: "Exécutez npm run build, puis rechargez la page.",
  },
  "row-quarantined": {
    what: "[{device} : ]Un enregistrement est illisible. Il est conservé, mais ne compte nulle part.",
    advice: "Mettez le serveur à jour : l'appareil est peut-être plus récent. Ensuite, avisez le soutien technique.",
  },
  "log-gap": {
    what: "[{device} : ]Il manque des enregistrements[ ({from} à {to})].",
    advice: "Avisez le soutien technique. Le travail continue.",
  },
  "log-forked": {
    what: "[{device} : ]Deux versions des enregistrements de cet appareil ont existé, comme après la restauration d'une vieille copie de sa carte. Les deux sont conservées.",
    advice: "Cherchez dans ses billets du jour des numéros remis deux fois. Si la carte a été copiée, reconfigurez la copie.",
  },
  "log-too-long": {
    what: "[{device} : ]L'appareil a conservé autant d'enregistrements qu'il le peut sans le serveur.",
    advice: "Rebranchez-le au serveur. Il reprend de lui-même dès que ses enregistrements sont reçus.",
  },
  "follower-unreachable": {
    what: "Le serveur de relève[ à {address}] est injoignable. Le bureau fonctionne; sa copie prend du retard.",
    advice: "Vérifiez que le serveur de relève est allumé. Il se met à jour de lui-même.",
  },
  "handover-not-taken": {
    what: "Le serveur de relève[ à {address}] n'a pas pris la dernière liste des appareils[ ({cause})]. Le bureau fonctionne; ce qu'il avait reçu y reste.",
    advice: "Vérifiez le serveur de relève et sa clé dans le fichier de ce serveur. Une nouvelle tentative se fait d'elle-même.",
  },
  "handover-unusable": {
    what: "Ce que le serveur a remis à cette relève est inutilisable[ : {cause}].",
    advice:
      "Corrigez cela, ou retirez handover.age et handover.key du dossier de données et promouvez sans eux : les appareils auront besoin de nouvelles cartes.",
  },
  "citizen-page-unfed": {
    what: "Les billets indiquent une page où suivre sa place, et ce serveur n'a personne à qui la transmettre.",
    advice: "Écrivez l'adresse du service central dans le fichier du serveur, ou retirez l'adresse de la page des règles du bureau.",
  },
  "archive-failed": {
    what: "Les anciens enregistrements n'ont pas pu être archivés[ ({cause})]. Rien n'est supprimé.",
    advice: "Vérifiez le dossier d'archives et l'espace libre. Une nouvelle tentative se fait d'elle-même.",
  },
  "archive-missing": {
    what: "Après cette mise à jour, le serveur du bureau doit relire une fois ses enregistrements archivés, et ils ne sont pas dans son dossier d'archives[ ({cause})].",
    advice: "Remettez les fichiers dans le dossier d'archives, puis redémarrez le serveur.",
  },
  "restore-failed": {
    what: "La sauvegarde n'a pas été restaurée[ : {cause}]. Rien n'a été modifié.",
    advice: "Nommez une sauvegarde entière, la clé qui l'ouvre et un dossier de données vide.",
  },
  "backup-failed": {
    what: "La sauvegarde a échoué[ ({cause})]. Le bureau fonctionne.",
    advice: "Vérifiez le dossier de sauvegarde et l'espace libre. Une nouvelle tentative se fait d'elle-même.",
  },
  "letters-exhausted": {
    what: "Toutes les lettres de billets ont été attribuées.",
    advice: "Avisez le soutien technique : ce bureau a besoin d'une nouvelle série de lettres.",
  },
  "broker-unreachable": {
    what: "Le serveur du bureau ne joint pas le serveur de messages[ à {address}]. Les bornes continuent seules; les écrans sont figés.",
    advice: "Vérifiez que le serveur de messages fonctionne et que son adresse est juste. Les essais continuent.",
  },
  "collector-unreachable": {
    what: "Le collecteur d'analytique ne répond pas. Rien n'est perdu : les événements attendent ici.",
    advice: "Rien à faire au bureau. Si cela dure des jours, avisez le soutien technique.",
  },
  "collector-refused": {
    what: "Le collecteur d'analytique refuse nos événements[ (statut {status})]. Ils attendent ici.",
    advice: "Avisez le soutien technique : l'adresse ou les schémas du collecteur sont peut-être incorrects.",
  },
  "central-unreachable": {
    what: "Le service central ne répond pas. Rien n'est perdu : les enregistrements attendent ici.",
    advice: "Rien à faire au bureau. Si cela dure des jours, avisez le soutien technique.",
  },
  "analytics-simulated": {
    what: "Ce bureau tourne plus vite que le temps réel : ses événements restent sur cette machine.",
    advice: "Rien à faire. Passez au temps réel pour envoyer à un collecteur ailleurs.",
  },
  "hub-too-old": {
    what: "[{device} : ]Le programme du serveur est plus ancien que celui de l'appareil.",
    advice: "Mettez le serveur à jour. Les serveurs se mettent à jour avant les appareils.",
  },
  "storage-new": {
    what: "[{device} : ]Cette carte est nouvelle ici : l'appareil doit joindre le serveur une fois avant de remettre des billets.",
    advice: "Reliez-le au serveur. Il reprend de lui-même.",
  },
  "wrong-pin": { what: "Ce n'est pas le NIP.", advice: "Réessayez. Après cinq essais, la page attend une minute." },
  "pin-paused": { what: "Il y a eu cinq essais erronés.", advice: "Attendez une minute[ (encore {seconds} s)], puis réessayez." },
  "staff-page-off": {
    what: "Cette borne n'a pas de NIP pour le personnel.",
    advice: "Demandez au soutien technique d'en inscrire un dans la configuration du bureau.",
  },
  "hub-away": {
    what: "Le serveur du bureau est injoignable.",
    advice: "Vérifiez le câble réseau et que le serveur est allumé. Les bornes continuent de remettre des billets.",
  },
  "not-enrolled": {
    what: "[{device} : ]Cet appareil n'est pas dans la configuration du bureau.",
    advice: "Ajoutez-le à la configuration, ou donnez-lui le nom qu'il y porte.",
  },
  "printer-offline": {
    what: "[{device} : ]L'imprimante ne répond pas.",
    advice: "Vérifiez son alimentation et son câble. Les billets s'affichent à l'écran.",
  },
  "printer-paper-out": {
    what: "[{device} : ]L'imprimante n'a plus de papier.",
    advice: "Mettez un nouveau rouleau. D'ici là, les billets s'affichent à l'écran.",
  },
  "printer-paper-low": {
    what: "[{device} : ]Il reste peu de papier dans l'imprimante[, pour environ {tickets} billets].",
    advice: "Préparez un nouveau rouleau.",
  },
  "printer-cover-open": { what: "[{device} : ]Le couvercle de l'imprimante est ouvert.", advice: "Fermez-le jusqu'au déclic." },
  "printer-cutter-stuck": {
    what: "[{device} : ]Le massicot de l'imprimante est bloqué.",
    advice: "Éteignez l'imprimante, retirez le papier coincé, fermez le couvercle et rallumez-la. Les billets s'affichent à l'écran.",
  },
  "printer-error": {
    what: "[{device} : ]L'imprimante signale une erreur.",
    advice: "Vérifiez s'il y a un bourrage de papier, puis éteignez et rallumez l'imprimante.",
  },
  "printer-silent": {
    what: "[{device} : ]L'imprimante reçoit les données mais ne dit pas ce qu'elle fait.",
    advice: "Regardez si les billets sortent. Sinon, éteignez et rallumez l'imprimante.",
  },
  "printer-unrecognised": {
    what: "[{device} : ]Cette imprimante n'est pas connue ici[ : elle se nomme {model}]. Elle sert d'imprimante ordinaire de 80 mm.",
    advice:
      "Vérifiez qu'un billet sort en entier et que ses accents sont justes. Indiquez le profil de l'imprimante dans le fichier de l'appareil.",
  },
  "printer-logo-unusable": {
    what: "[{device} : ]Le logo des billets est inutilisable[ ({path})][ : {why}]. Les billets sortent sans logo.",
    advice:
      "Indiquez dans le fichier de l'appareil une image PNG d'au plus 1 Mo et 2 000 points sur 2 000, foncée sur fond blanc, puis redémarrez-le.",
  },
  "printer-logo-refused": {
    what: "[{device} : ]L'imprimante ne garde pas le logo. Les billets sortent sans lui.",
    advice:
      "Ce modèle n'a peut-être pas de mémoire pour cela, ou elle est pleine : videz-la avec le programme de son fabricant. Ou retirez le logo du fichier de l'appareil.",
  },
  "printer-in-use": {
    what: "[{device} : ]Un autre programme occupe l'imprimante[ ({path})].",
    advice: "Arrêtez cet autre programme, par exemple CUPS ou ipp-usb, et empêchez-le de démarrer.",
  },
  "printer-not-a-device": {
    what: "[{device} : ]Il n'y a pas d'imprimante[ à {path}] : c'est autre chose.",
    advice: "Indiquez le périphérique de l'imprimante dans le fichier de l'appareil, par exemple /dev/usb/lp0 ou /dev/ttyUSB0.",
  },
  "printer-not-allowed": {
    what: "[{device} : ]Ce programme n'a pas le droit d'utiliser l'imprimante[ ({path})].",
    advice: "Ajoutez son utilisateur au groupe lp (USB) ou dialout (port série), puis redémarrez-le.",
  },
  "print-unknown": {
    what: "[{device} : ]On ne sait pas si le dernier billet[ ({number})] a été imprimé.",
    advice: "Regardez l'imprimante. La personne peut demander une copie.",
  },
  "reprint-used": { what: "[{number} : ]Ce billet a déjà été réimprimé une fois.", advice: "Notez le numéro sur papier pour la personne." },
  "sign-unreachable": {
    what: "[{device} : ]Des afficheurs ne sont pas branchés[ : {signs}][ ({line})].",
    advice:
      "Branchez leur câble à l'appareil. S'il l'est déjà, demandez au soutien technique de vérifier le chemin dans le fichier de l'appareil.",
  },
  "sign-silent": {
    what: "[{device} : ]Des afficheurs ne répondent pas[ : {signs}].",
    advice:
      "Vérifiez leur alimentation et le câble d'un afficheur à l'autre. Si tout est en ordre, demandez au soutien technique de comparer l'adresse et la vitesse avec le fichier de l'appareil.",
  },
  "sign-refuses": {
    what: "[{device} : ]Des afficheurs refusent ce qu'ils doivent montrer[ : {signs}].",
    advice: "Demandez au soutien technique de comparer les registres du fichier de l'appareil avec le manuel de l'afficheur.",
  },
  "scanner-unreachable": {
    what: "[{device} : ]Le lecteur de codes n'est pas branché[ ({line})].",
    advice:
      "Branchez son câble. D'ici là, les gens saisissent leur code. S'il est branché, demandez au soutien technique de vérifier son chemin dans le fichier de l'appareil.",
  },
  "scanner-garbled": {
    what: "[{device} : ]Ce que le lecteur de codes envoie est illisible[ ({path})].",
    advice:
      "Demandez au soutien technique de régler le lecteur sur du texte simple suivi d'Entrée, et à la vitesse du fichier de l'appareil.",
  },
  "voice-missing": {
    what: "[{device} : ]Cet écran ne peut pas parler : espeak-ng n'est pas installé.",
    advice: "Installez espeak-ng. D'ici là, l'écran joue un carillon.",
  },
  "voice-no-output": {
    what: "[{device} : ]On n'entend pas les appels : la sortie audio ne joue pas[ ({output} : {cause})].",
    advice:
      "Vérifiez que le haut-parleur est allumé et branché. S'il l'est, demandez au soutien technique de vérifier la sortie audio dans le fichier de l'appareil.",
  },
  "device-away": { what: "[{device} : ]L'appareil est injoignable.", advice: "Vérifiez son alimentation et son câble réseau." },
};

const seeStaff = "Veuillez vous adresser au personnel.";
const remember = "Retenez-le ou prenez-le en photo.";

export const citizenTextsFr: CitizenTexts = {
  ...appointmentCitizenTextsFr,
  ...dayCitizenTextsFr,
  otherwise: { what: "Cette borne est hors service.", advice: seeStaff },
  "unknown-service": {
    what: "Ce service n'est pas offert ici en ce moment.",
    advice: "Choisissez-en un autre ou adressez-vous au personnel.",
  },
  "unknown-visit": { what: "Ce billet est introuvable.", advice: seeStaff },
  "bad-request": { what: "Cela n'a pas fonctionné.", advice: "Veuillez recommencer." },
  "day-not-open": { what: "Le bureau est fermé.", advice: "Veuillez revenir pendant les heures d'ouverture." },
  "storage-full": { what: "Cette borne ne peut pas remettre de billets en ce moment.", advice: seeStaff },
  "storage-failed": { what: "Cette borne ne peut pas remettre de billets en ce moment.", advice: seeStaff },
  overloaded: { what: "Cela a pris trop de temps.", advice: "Veuillez réessayer dans un instant." },
  "letters-exhausted": { what: "Cette borne ne peut pas remettre de billets en ce moment.", advice: seeStaff },
  "not-enrolled": { what: "Cette borne n'est pas encore prête.", advice: seeStaff },
  "hub-away": {
    what: "Votre billet est valide.",
    advice: "Les appels peuvent prendre plus de temps en ce moment. Restez dans la salle d'attente.",
  },
  "printer-offline": { what: "L'imprimante ne fonctionne pas. Votre numéro est à l'écran.", advice: remember },
  "printer-paper-out": { what: "L'imprimante n'a plus de papier. Votre numéro est à l'écran.", advice: remember },
  "printer-paper-low": { what: "Il reste peu de papier dans l'imprimante.", advice: "Prenez votre billet." },
  "printer-cover-open": { what: "L'imprimante est ouverte. Votre numéro est à l'écran.", advice: remember },
  "printer-cutter-stuck": { what: "L'imprimante ne fonctionne pas. Votre numéro est à l'écran.", advice: remember },
  "printer-error": { what: "L'imprimante ne fonctionne pas. Votre numéro est à l'écran.", advice: remember },
  "printer-silent": { what: "Votre billet n'a peut-être pas été imprimé. Votre numéro est à l'écran.", advice: remember },
  "print-unknown": {
    what: "Votre billet n'a peut-être pas été imprimé. Votre numéro est à l'écran.",
    advice: "Vous pouvez demander une copie.",
  },
  "reprint-used": {
    what: "Ce billet a déjà été réimprimé une fois.",
    advice: "Retenez votre numéro ou prenez-le en photo.",
  },
};
