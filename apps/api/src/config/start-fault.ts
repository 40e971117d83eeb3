/** How the process ends of one: the launcher does not try again, as it would only be told the same. */
export const START_FAULT = 78;

/** What the person who starts the server can mend: told in its own sentence and without a stack. */
export class StartFault extends Error {
  override name = 'StartFault';
}
