/**
 * The demo office as one configuration object, joined from the files beside it.
 * It says nothing about being right: whoever uses it asks `checkOffice`, as with a file of a real office.
 */
import office from "./office.json" with { type: "json" };
import birthsMarriagesDeaths from "./services-births-marriages-deaths.json" with { type: "json" };
import businessAndHunting from "./services-business-and-hunting.json" with { type: "json" };
import drivingAndId from "./services-driving-and-id.json" with { type: "json" };
import healthAndServicesCard from "./services-health-and-services-card.json" with { type: "json" };
import homeRentTaxes from "./services-home-rent-taxes.json" with { type: "json" };
import incomeAndFamily from "./services-income-and-family.json" with { type: "json" };
import other from "./services-other.json" with { type: "json" };
import staff from "./services-staff.json" with { type: "json" };

/** A fresh copy with each call, so that a test may spoil its own. Services stand in the order in which a kiosk shows them. */
export function demoOffice(): unknown {
  const services = [
    ...drivingAndId,
    ...healthAndServicesCard,
    ...incomeAndFamily,
    ...birthsMarriagesDeaths,
    ...homeRentTaxes,
    ...other,
    ...businessAndHunting,
    ...staff,
  ];
  return structuredClone({ ...office, services });
}
