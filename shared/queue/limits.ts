/** How much one visit may be: for schemas, and for pages that do not load them. */

/** Errands beside the first that a citizen can state at a kiosk. */
export const errandsMax = 4;
/** How many may come on one ticket. */
export const peopleMax = 20;
