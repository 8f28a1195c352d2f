/** The languages the product speaks. Adding one here makes every catalogue that lacks it a type error. */
export const languages = ["en", "fr"] as const;
export type Language = (typeof languages)[number];
