/** The upgrade of a file can't be trusted, so nothing of it is changed. The message says why, for the person who reads the report. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refusal";
  }
}
