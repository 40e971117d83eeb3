import partnerships from '../en/partnerships.json' with { type: 'json' };
import people from '../en/people.json' with { type: 'json' };

/** The directory of partnerships and people, apart from the rest so that only their pages load it. */
export const enPartnerships = { partnerships, people };
