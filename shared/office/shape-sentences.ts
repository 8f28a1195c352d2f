/** The shape's own sentences in French, with what to do where the rule's kind does not say it. A test finds those that are missing. */
import { both, type Words } from "./problem.ts";

export const sentences: Readonly<Record<string, { readonly fr: string; readonly advice?: Words }>> = {
  "use 1 to 40 lower-case letters, digits and inner hyphens": {
    fr: "doit être fait de 1 à 40 lettres minuscules, chiffres et traits d'union intérieurs",
  },
  "must not be empty": { fr: "ne doit pas être vide" },
  "name at least one, or leave it out": { fr: "nommez-en au moins un, ou laissez-le de côté" },
  "write a language tag, such as fr, pa or zh-yue": {
    fr: "s'écrit comme une étiquette de langue : fr, pa ou zh-yue",
    advice: both("Two or three small letters: pa for Punjabi.", "Deux ou trois lettres minuscules : pa pour le pendjabi."),
  },
  "at most 60 characters": { fr: "60 caractères au plus" },
  "at most 120 characters": { fr: "120 caractères au plus" },
  "at most 240 characters": { fr: "240 caractères au plus" },
  "at most 80 characters": { fr: "80 caractères au plus" },
  "at most 200 characters": { fr: "200 caractères au plus" },
  "at most 20 words": { fr: "20 mots au plus" },
  "a kiosk shows at most six things to bring": { fr: "une borne montre six choses à apporter au plus" },
  "name at least one language": { fr: "nommez au moins une langue" },
  "a kiosk screen shows at most six choices": { fr: "l'écran d'une borne montre six choix au plus" },
  "a counter must take at least one queue": { fr: "un comptoir doit prendre au moins une file" },
  "write the address citizens reach it by, such as https://queue.example": {
    fr: "écrivez l'adresse où les citoyens l'atteignent, comme https://queue.example",
    advice: both("Plain http is for this machine alone; elsewhere use https.", "http seul n'est que pour cette machine; ailleurs, https."),
  },
  "leave it out: the hub draws it": { fr: "à laisser de côté : le serveur la tire au sort" },
  "make it with: node hub/main.ts --pin": {
    fr: "se fait avec : node hub/main.ts --pin",
    advice: both("Set the PIN on the page of the office's rules.", "Fixez le NIP à la page des règles du bureau."),
  },
  "write the time as 08:30": {
    fr: "s'écrit comme 08:30",
    advice: both("Two digits, a colon, two digits: 08:30 or 16:00.", "Deux chiffres, deux-points, deux chiffres : 08:30 ou 16:00."),
  },
  "write each line as 08:30 60: from half past eight at 60 percent": {
    fr: "chaque ligne s'écrit comme 08:30 60 : à partir de huit heures et demie, à 60 %",
    advice: both(
      "A time, a space, and a number from 0 (silent) to 100: 17:00 0.",
      "Une heure, une espace, et un nombre de 0 (silence) à 100 : 17:00 0.",
    ),
  },
  "name an output that aplay -L lists": {
    fr: "nommez une sortie que aplay -L énumère",
    advice: both("Such as default, or plughw:CARD=Headphones.", "Par exemple default, ou plughw:CARD=Headphones."),
  },
  "write at least one line, or leave it out": { fr: "écrivez au moins une ligne, ou laissez-le de côté" },
  "a day has at most 12 volumes": { fr: "une journée a 12 volumes au plus" },
  "two lines begin at the same time": {
    fr: "deux lignes commencent à la même heure",
    advice: both("Keep one of them.", "Gardez-en une."),
  },
  "write the day as 2026-12-25": {
    fr: "s'écrit comme 2026-12-25",
    advice: both("Year, month and day: 2026-12-25.", "Année, mois et jour : 2026-12-25."),
  },
  "there is no such day in the calendar": {
    fr: "ce jour n'existe pas au calendrier",
    advice: both("Look at the month's last day.", "Regardez le dernier jour du mois."),
  },
  "name at least one room, or leave it out": { fr: "nommez au moins une salle, ou laissez-le de côté" },
  "name a serial device by its whole path": {
    fr: "nommez un port série par son chemin complet",
    advice: both(
      "Take the name that stays when cables move: /dev/serial/by-id/...",
      "Prenez le nom qui reste quand on change les câbles : /dev/serial/by-id/...",
    ),
  },
  "an Alpha address is two digits, such as 01 or 0A": {
    fr: "une adresse Alpha est faite de deux chiffres : 01 ou 0A",
    advice: both("Write the address that is set in the sign.", "Écrivez l'adresse réglée dans l'afficheur."),
  },
  "a display of this protocol has its line for itself": {
    fr: "un afficheur de ce protocole a sa ligne pour lui seul",
    advice: both("Name one sign, and give each of the others a line.", "N'en nommez qu'un, et donnez une ligne à chacun des autres."),
  },
  "a sign takes at most 16 registers: a text has one for two columns": {
    fr: "un afficheur prend 16 registres au plus : un texte en prend un pour deux colonnes",
    advice: both("Name fewer registers or columns.", "Nommez moins de registres ou de colonnes."),
  },
  "the last register is 65535": {
    fr: "le dernier registre est 65535",
    advice: both("Count the first register from 0.", "Comptez le premier registre à partir de 0."),
  },
  "function 6 writes one register": {
    fr: "la fonction 6 écrit un seul registre",
    advice: both('Name one register, or set "write" to "multiple".', "Nommez un registre, ou mettez « multiple » pour « write »."),
  },
  "two signs of a line have the same address": {
    fr: "deux afficheurs d'une ligne ont la même adresse",
    advice: both("Give each its own, in the sign and here.", "Donnez à chacun la sienne, dans l'afficheur et ici."),
  },
  "the address 00 means every sign of the line": {
    fr: "l'adresse 00 désigne tous les afficheurs de la ligne",
    advice: both("Give each sign an address of its own.", "Donnez à chaque afficheur sa propre adresse."),
  },
  "two lines have the same path": {
    fr: "deux lignes ont le même chemin",
    advice: both("Name all signs of a port under one line.", "Nommez tous les afficheurs d'un port sous une seule ligne."),
  },
  "two signs have the same id": {
    fr: "deux afficheurs ont le même identifiant",
    advice: both("Give each an id of its own.", "Donnez à chacun le sien."),
  },
  "this pin carries the board's own serial line": {
    fr: "cette broche porte la ligne série de la carte",
    advice: both("Use pins 2 to 13 or A0 to A5.", "Prenez les broches 2 à 13 ou A0 à A5."),
  },
  "an Uno has no such pin": {
    fr: "une carte Uno n'a pas cette broche",
    advice: both("Write it as on the board: 2 to 13 or A0 to A5.", "Écrivez-la comme sur la carte : 2 à 13 ou A0 à A5."),
  },
  "this pin blinks when the board starts": {
    fr: "cette broche clignote au démarrage de la carte",
    advice: both("Use another pin for a button or a switch.", "Prenez une autre broche pour un bouton ou un interrupteur."),
  },
  "a Raspberry Pi has no such pin": {
    fr: "un Raspberry Pi n'a pas cette broche",
    advice: both(
      "Write the name in the Pi's own drawing of its header, such as GPIO17, and not the place on it.",
      "Écrivez le nom du schéma du connecteur, comme GPIO17, et non la position.",
    ),
  },
  "this pin of a Raspberry Pi has another use": {
    fr: "cette broche d'un Raspberry Pi a un autre usage",
    advice: both("Use GPIO9 to GPIO13 or GPIO16 to GPIO27.", "Prenez GPIO9 à GPIO13 ou GPIO16 à GPIO27."),
  },
  "this pin is held high while a Raspberry Pi starts": {
    fr: "cette broche est à l'état haut pendant le démarrage d'un Raspberry Pi",
    advice: both(
      "Keep it for a button; for what lights or sounds use GPIO9 to GPIO13 or GPIO16 to GPIO27.",
      "Gardez-la pour un bouton; pour ce qui éclaire ou sonne, prenez GPIO9 à GPIO13 ou GPIO16 à GPIO27.",
    ),
  },
  "two parts of a panel are on the same pin": {
    fr: "deux éléments du panneau sont sur la même broche",
    advice: both(
      "Give each button, lamp, switch and display pins of its own; a display on I2C takes A4 and A5.",
      "Donnez à chaque bouton, voyant, interrupteur et afficheur ses propres broches; un afficheur I2C prend A4 et A5.",
    ),
  },
  "two parts of a keypad are on the same pin": {
    fr: "deux éléments du clavier sont sur la même broche",
    advice: both("Give each key, lamp and buzzer a pin of its own.", "Donnez à chaque touche, voyant et avertisseur sa propre broche."),
  },
  "two keys of a keypad do the same": {
    fr: "deux touches du clavier font la même chose",
    advice: both("Name each move once.", "Nommez chaque action une seule fois."),
  },
  "two displays of a panel have the same address": {
    fr: "deux afficheurs du panneau ont la même adresse",
    advice: both("Bridge another address on one of them, and write it.", "Pontez une autre adresse sur l'un d'eux, et écrivez-la."),
  },
  "a panel has at most four displays, and a matrix counts as four": {
    fr: "un panneau a au plus quatre afficheurs, et une matrice compte pour quatre",
    advice: both(
      "Give this panel fewer displays, or show the number on a board or sign.",
      "Donnez moins d'afficheurs à ce panneau, ou montrez le numéro sur un tableau ou une enseigne.",
    ),
  },
  "a matrix on a panel needs a line of 57600 baud or more": {
    fr: "une matrice sur un panneau a besoin d'une ligne d'au moins 57600 bauds",
    advice: both(
      "Build StandardFirmata with 57600 baud, as it is by itself, and leave baud out of the file.",
      "Compilez StandardFirmata à 57600 bauds, sa valeur d'origine, et retirez baud du fichier.",
    ),
  },
  "a panel has a button, a display or a sensor": {
    fr: "un panneau a un bouton, un afficheur ou un détecteur",
    advice: both("Name one, or take the panel out of the file.", "Nommez-en un, ou retirez le panneau du fichier."),
  },
  "two buttons of a panel give the same service": {
    fr: "deux boutons du panneau donnent le même service",
    advice: both("Name each service once.", "Nommez chaque service une seule fois."),
  },
  "at most 10 notices: more are not read": { fr: "10 avis au plus : on n'en lit pas davantage" },
};
