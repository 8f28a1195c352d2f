/** The number under which the province knows a visit: The Q's `client_id`, an integer that no other visit of any office has. */

const perOffice = 1e12;
const perStorage = 1e8;

/**
 * Office number x 10^12 + place of the storage x 10^8 + seq of the row that began the visit. The place of a storage is that of the
 * letter the hub gave it, which no other storage of the office ever gets. Below 2^53 for offices up to 9,006.
 */
export function clientId(office: number, storagePlace: number, seq: number): number {
  const id = office * perOffice + storagePlace * perStorage + seq;
  const fits = storagePlace * perStorage < perOffice && seq < perStorage && Number.isSafeInteger(id);
  if (!fits) throw new Error(`no client_id for office ${office}, storage ${storagePlace}, row ${seq}`);
  return id;
}
