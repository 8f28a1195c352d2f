/**
 * Property tests draw the same cases in every run of `npm test`, so that what is green stays green and what fails fails again. To look for
 * new ones: PROPERTY_SEED=random, or a number, in the environment; a failure names its seed and path.
 */
import fc from "fast-check";

const { PROPERTY_SEED: asked = "20261127" } = process.env;
if (asked !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });
