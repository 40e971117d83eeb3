import { startingDirectory } from '../src/starting/content/index.js';

/** How many organisations the facts of the directory bring: each that they name singly, under its present name alone. */
export const FACTUAL_ORGANISATIONS =
  new Set([
    ...startingDirectory.organisations.map(({ name }) => name),
    ...startingDirectory.partnerships.flatMap(({ members }) =>
      members.filter(({ collective }) => !collective).map(({ name }) => name),
    ),
  ]).size - startingDirectory.organisations.flatMap(({ formerNames }) => formerNames).length;
