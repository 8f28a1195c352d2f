export const hubSettings = (_: unknown) => []; export const deviceSettings = (..._: unknown[]) => [];
