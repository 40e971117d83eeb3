import { expect, test } from '../support/test.js';
import { crawl } from '../support/crawl.js';
import { expectNothingChanges } from '../support/tables.js';

const STARTS = ['/', '/sign-in', '/sign-up', '/me', '/admin', '/dev/mail', '/sitemap.xml', '/api/docs'];
const PEOPLE = [undefined, 'public-librarian', 'operator'] as const;

// Mail gateways and readers' tools open links by themselves: nothing may come of it.
test('every link leads somewhere, and following all of them twice changes nothing', async ({ person }) => {
  const people = await Promise.all(
    PEOPLE.map(async (as) => ({ who: as ?? 'a guest', ...(await person(as && { as })) })),
  );
  await expectNothingChanges(async () => {
    for (const { who, api } of people)
      for (const turn of ['first', 'second']) {
        const visits = await crawl(api, STARTS);
        const broken = [...visits].filter(([, { status }]) => status >= 400);
        expect(broken, `links of ${who} that lead nowhere, ${turn} time`).toEqual([]);
        expect(visits.size).toBeGreaterThan(100);
      }
  });
});
