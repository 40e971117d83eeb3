/** What the person who starts the server can mend: told in its own sentence and without a stack. */
export class StartFault extends Error {
  override name = 'StartFault';
}
