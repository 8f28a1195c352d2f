/** Something a person can put right: it is shown as it stands, without a stack. */
export class Failure extends Error {
  override readonly name = "Failure";
}
