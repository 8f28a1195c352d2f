/** What staff call a device: its role in their language, and what tells it from the others. Pure. */
import type { Language } from "#shared/texts/language.ts";
import type { DeviceEntry } from "#shared/wire/staff.ts";

const roles: Readonly<Record<Language, Readonly<Record<DeviceEntry["role"], string>>>> = {
  en: { kiosk: "Kiosk", board: "Board" },
  fr: { kiosk: "Borne", board: "Tableau" },
};

/** `kiosk-1` is "Kiosk 1"; an id of another kind stands behind the role. */
export function deviceName(device: Pick<DeviceEntry, "id" | "role">, language: Language): string {
  const rest = device.id.startsWith(`${device.role}-`) ? device.id.slice(device.role.length + 1) : device.id;
  return `${roles[language][device.role]}\u00a0${rest}`;
}
