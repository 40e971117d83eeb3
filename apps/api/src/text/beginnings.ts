/** What is typed of a name, for LIKE: the marks that it would give a meaning stand for themselves. */
export const beginningOf = (typed: string): string =>
  typed.toLowerCase().replace(/[\\%_]/g, (mark) => `\\${mark}`);

/** Whether the handle of `person` or a word of their name begins so, as SQL. */
export const isNamed = (person: string, beginning: string): string =>
  `(${person}.handle LIKE ${beginning} || '%' OR ${person}.name ILIKE ${beginning} || '%' OR ${person}.name ILIKE '% ' || ${beginning} || '%')`;
