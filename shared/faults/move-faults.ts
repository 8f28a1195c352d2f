/** Why a move of a visit is not allowed, with the texts. */

interface FaultText {
  readonly what: string;
  readonly advice: string;
}

export const moveFaultCodes = [
  "not-offered",
  "not-parked",
  "not-away",
  "stepped-away",
  "not-no-show",
  "return-too-late",
  "returned-before",
  "recall-first",
  "too-many-services",
  "unknown-segment",
  "segment-present",
  "segment-over",
  "same-service",
  "target-not-there",
  "target-present",
  "unknown-counter-type",
  "park-too-long",
  "away-not-offered",
  "nothing-to-undo",
  "undo-too-late",
  "undo-not-yours",
  "nothing-to-change",
  "unknown-device",
  "on-break",
  "not-on-break",
  "service-stopped",
  "service-not-stopped",
  "unknown-queue",
  "unknown-notice",
  "notices-full",
  "in-practice",
  "not-in-practice",
  "somebody-goes",
  "not-going",
] as const;

type Texts = Readonly<Record<(typeof moveFaultCodes)[number], FaultText>>;

const look = "Look at the screen, then try again.";

export const moveTextsEn: Texts = {
  "not-offered": { what: "This hub does not do that yet[: {command}].", advice: "Update the hub." },
  "not-parked": { what: "[{number}: ]This ticket is not parked.", advice: look },
  "not-away": { what: "[{number}: ]Nobody stepped away with this ticket.", advice: look },
  "stepped-away": {
    what: "[{number}: ]This citizen has stepped away and is not back yet.",
    advice: "If the citizen is here, mark the ticket as back. Then call it.",
  },
  "not-no-show": { what: "[{number}: ]This ticket was not marked as a no-show.", advice: look },
  "return-too-late": {
    what: "[{number}: ]This ticket can no longer come back[: more than {minutes} minutes have passed].",
    advice: "Give the citizen a new ticket.",
  },
  "returned-before": { what: "[{number}: ]This ticket has already come back once.", advice: "Give the citizen a new ticket." },
  "recall-first": {
    what: "[{number}: ]Call this ticket again before you mark it as a no-show[ ({left} more)].",
    advice: "Wait a moment after each call: not everybody walks fast.",
  },
  "too-many-services": {
    what: "[{number}: ]This visit already has as many services as it can.",
    advice: "Finish it and give a new ticket.",
  },
  "unknown-segment": { what: "[{number}: ]This visit has no such service.", advice: look },
  "segment-present": { what: "[{number}: ]This service is already being done.", advice: look },
  "segment-over": { what: "[{number}: ]This service is done or was dropped.", advice: "Add the service again if more is to be done." },
  "same-service": { what: "[{number}: ]The ticket already has this service.", advice: "Choose another service." },
  "target-not-there": {
    what: "Nobody works there just now[: {target}].",
    advice: "Choose another counter or agent, or transfer to a service.",
  },
  "target-present": { what: "[{number}: ]This ticket is already there[: {target}].", advice: "Choose another counter or agent." },
  "unknown-counter-type": { what: "The office has no counter of this type[: {target}].", advice: "Choose a type that a counter has." },
  "park-too-long": {
    what: "A ticket can be parked only for a limited time[: {minutes} minutes].",
    advice: "Choose a shorter time, or return the ticket to the line.",
  },
  "away-not-offered": {
    what: "This office does not offer to step away for so long[: {minutes} minutes].",
    advice: "Choose one of the times shown.",
  },
  "nothing-to-undo": { what: "[{number}: ]There is nothing to undo.", advice: look },
  "undo-too-late": {
    what: "[{number}: ]This can no longer be undone.",
    advice: "Undo works for a minute. Put it right with another move.",
  },
  "undo-not-yours": { what: "[{number}: ]Somebody else made this move.", advice: "Ask the agent who made it to undo it." },
  "nothing-to-change": { what: "[{number}: ]Nothing would change.", advice: look },
  "unknown-device": { what: "The office has no such kiosk[: {device}].", advice: "Choose a kiosk of this office." },
  "on-break": { what: "This counter[ ({counter})] is on a break.", advice: "End the break first." },
  "not-on-break": { what: "This counter[ ({counter})] is not on a break.", advice: look },
  "service-stopped": { what: "This service is stopped for today.", advice: "Resume the service first, or choose another." },
  "service-not-stopped": { what: "This service is not stopped[: {service}].", advice: look },
  "unknown-queue": { what: "The office has no such queue[: {queue}].", advice: "Choose a queue of this office." },
  "unknown-notice": { what: "There is no such notice.", advice: look },
  "notices-full": { what: "There are already as many notices as people can read.", advice: "Take one down first." },
  "in-practice": { what: "This counter[ ({counter})] is in practice mode.", advice: "End practice first." },
  "not-in-practice": { what: "This counter[ ({counter})] is not in practice mode.", advice: look },
  "somebody-goes": { what: "Somebody goes there already[: {agent}].", advice: "Stay where you are. You are asked if nothing comes of it." },
  "not-going": { what: "You are not on the way there any more.", advice: look },
};

const voir = "Regardez l'écran, puis réessayez.";

export const moveTextsFr: Texts = {
  "not-offered": { what: "Ce serveur ne fait pas encore cela[ : {command}].", advice: "Mettez le serveur à jour." },
  "not-parked": { what: "[{number} : ]Ce billet n'est pas mis en attente.", advice: voir },
  "not-away": { what: "[{number} : ]Personne ne s'est absenté avec ce billet.", advice: voir },
  "stepped-away": {
    what: "[{number} : ]Cette personne s'est absentée et n'est pas encore revenue.",
    advice: "Si elle est là, indiquez son retour, puis appelez le billet.",
  },
  "not-no-show": { what: "[{number} : ]Ce billet n'est pas marqué comme absent.", advice: voir },
  "return-too-late": {
    what: "[{number} : ]Ce billet ne peut plus revenir[ : plus de {minutes} minutes ont passé].",
    advice: "Remettez un nouveau billet à la personne.",
  },
  "returned-before": { what: "[{number} : ]Ce billet est déjà revenu une fois.", advice: "Remettez un nouveau billet à la personne." },
  "recall-first": {
    what: "[{number} : ]Rappelez ce billet avant de le marquer comme absent[ (encore {left})].",
    advice: "Attendez un moment après chaque appel : tout le monde ne marche pas vite.",
  },
  "too-many-services": {
    what: "[{number} : ]Cette visite a déjà autant de services que possible.",
    advice: "Terminez-la et remettez un nouveau billet.",
  },
  "unknown-segment": { what: "[{number} : ]Cette visite n'a pas ce service.", advice: voir },
  "segment-present": { what: "[{number} : ]Ce service est déjà en cours.", advice: voir },
  "segment-over": { what: "[{number} : ]Ce service est terminé ou a été abandonné.", advice: "Ajoutez-le de nouveau s'il reste à faire." },
  "same-service": { what: "[{number} : ]Le billet porte déjà ce service.", advice: "Choisissez un autre service." },
  "target-not-there": {
    what: "Personne n'y travaille en ce moment[ : {target}].",
    advice: "Choisissez un autre comptoir ou un autre agent, ou transférez vers un service.",
  },
  "target-present": { what: "[{number} : ]Ce billet y est déjà[ : {target}].", advice: "Choisissez un autre comptoir ou un autre agent." },
  "unknown-counter-type": {
    what: "Aucun comptoir du bureau n'est de ce type[ : {target}].",
    advice: "Choisissez un type qu'un comptoir porte.",
  },
  "park-too-long": {
    what: "Un billet n'est mis en attente que pour un temps limité[ : {minutes} minutes].",
    advice: "Choisissez une durée plus courte ou remettez le billet dans la file.",
  },
  "away-not-offered": {
    what: "Ce bureau ne permet pas de s'absenter aussi longtemps[ : {minutes} minutes].",
    advice: "Choisissez l'une des durées affichées.",
  },
  "nothing-to-undo": { what: "[{number} : ]Il n'y a rien à annuler.", advice: voir },
  "undo-too-late": {
    what: "[{number} : ]Cela ne peut plus être annulé.",
    advice: "L'annulation est possible pendant une minute. Corrigez par une autre action.",
  },
  "undo-not-yours": {
    what: "[{number} : ]Quelqu'un d'autre a fait cette action.",
    advice: "Demandez à l'agent qui l'a faite de l'annuler.",
  },
  "nothing-to-change": { what: "[{number} : ]Rien ne changerait.", advice: voir },
  "unknown-device": { what: "Cette borne n'existe pas à ce bureau[ : {device}].", advice: "Choisissez une borne de ce bureau." },
  "on-break": { what: "Ce comptoir[ ({counter})] est en pause.", advice: "Terminez d'abord la pause." },
  "not-on-break": { what: "Ce comptoir[ ({counter})] n'est pas en pause.", advice: voir },
  "service-stopped": {
    what: "Ce service est suspendu pour aujourd'hui.",
    advice: "Reprenez d'abord le service ou choisissez-en un autre.",
  },
  "service-not-stopped": { what: "Ce service n'est pas suspendu[ : {service}].", advice: voir },
  "unknown-queue": { what: "Cette file n'existe pas à ce bureau[ : {queue}].", advice: "Choisissez une file de ce bureau." },
  "unknown-notice": { what: "Cet avis n'existe pas.", advice: voir },
  "notices-full": { what: "Il y a déjà autant d'avis qu'on peut en lire.", advice: "Retirez-en un d'abord." },
  "in-practice": { what: "Ce comptoir[ ({counter})] est en mode exercice.", advice: "Terminez d'abord l'exercice." },
  "not-in-practice": { what: "Ce comptoir[ ({counter})] n'est pas en mode exercice.", advice: voir },
  "somebody-goes": {
    what: "Quelqu'un s'en occupe déjà[ : {agent}].",
    advice: "Restez où vous êtes. On vous le demandera si cela n'aboutit pas.",
  },
  "not-going": { what: "Vous n'êtes plus en route vers cet appareil.", advice: voir },
};
