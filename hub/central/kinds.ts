/** The kinds of rows that central writes itself. */

/** A row whose form central does not know, kept as it came: a repair can read it later. */
export const unreadKind = "unread";
/** A device's row that central has already, from this hub before a restore or from its successor. No fold reads it. */
export const repeatedKind = "repeated";
/** Rows that their hub no longer has. */
export const missingKind = "hub-rows-missing";
/** A hub was heard that took over: the one before it is not listened to any more. */
export const generationKind = "generation-heard";
