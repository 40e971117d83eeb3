import { expect, test } from '../support/test.js';
import { crawl } from '../support/crawl.js';
import { expectNothingChanges } from '../support/tables.js';

/** A mail's links are for whom it went to; others need not see what they lead to. */
const MAILBOX = '/dev/mail';
const STARTS = ['/', '/sign-in', '/sign-up', '/me', '/admin', MAILBOX, '/sitemap.xml', '/api/docs'];
const PEOPLE = [undefined, 'public-librarian', 'operator'] as const;

// Mail gateways and readers' tools open links by themselves: nothing may come of it. By its name the last of its folder:
// the longer ago the last member joined, the less it waits for what that set in motion.
test('every link leads somewhere, and following all of them twice changes nothing', async ({ person }) => {
  const people = await Promise.all(
    PEOPLE.map(async (as) => ({ who: as ?? 'a guest', ...(await person(as && { as })) })),
  );
  await expectNothingChanges(async () => {
    for (const { who, api } of people)
      for (const turn of ['first', 'second']) {
        const visits = await crawl(api, STARTS);
        const broken = [...visits].filter(
          ([, { status, from }]) => status >= 400 && !(status === 404 && from.startsWith(MAILBOX)),
        );
        expect(broken, `links of ${who} that lead nowhere, ${turn} time`).toEqual([]);
        expect(visits.size).toBeGreaterThan(100);
      }
  });
});
