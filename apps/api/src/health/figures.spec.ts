import { afterEach, beforeAll, expect, it } from 'vitest';
import { Outbox } from '../mail/outbox.js';
import { FanOutSweeper } from '../notifications/fan-out.sweeper.js';
import { SearchIndexer } from '../search/search.indexer.js';
import { startScene } from '../../test/scene.js';

// As a server without workers: what is behind stays behind until it is run here.
const scene = startScene({ ROLE: 'api', LOG_LEVEL: 'silent' });
const sweep = () => scene.app.get(FanOutSweeper, { strict: false }).run();
const index = () => scene.app.get(SearchIndexer, { strict: false }).catchUp();
const figure = async (name: string) => {
  const { text } = await scene.guest.get('/metrics');
  return Number(new RegExp(`^fingerpost_${name} (\\S+)$`, 'm').exec(text)?.[1]);
};
const later = (seconds: number) => void (scene.clock.offset = seconds * 1_000);
beforeAll(async () => {
  await sweep();
  await index();
});
afterEach(() => later(0));

it('the search tells for how long something new has been missing in it', async () => {
  expect(await figure('search_age_seconds')).toBe(0);
  const asker = await scene.make.member();
  await scene.make.discussion(asker, await scene.make.space({ members: [[asker, 'owner']] }));
  later(300);
  await sweep();
  expect(await figure('search_age_seconds')).toBeCloseTo(300, -1);
  await index();
  expect(await figure('search_age_seconds')).toBe(0);
});

it('mail tells for how long it has not gone, also after a try in vain', async () => {
  expect(await figure('mail_age_seconds')).toBe(0);
  const mail = { to: 'reader@library.example', template: 'spec.none', data: {} };
  await scene.db.transaction((tx) => scene.app.get(Outbox, { strict: false }).write(tx, mail));
  later(300);
  expect(await figure('mail_age_seconds')).toBeCloseTo(300, -1);
  await scene.db.transaction((tx) =>
    tx.query(`UPDATE mails SET tries = 1, due_at = now() + interval '1 hour'`),
  );
  expect(await figure('mail_age_seconds')).toBeCloseTo(300, -1);
  await scene.db.transaction((tx) => tx.query(`UPDATE mails SET state = 'sent'`));
  expect(await figure('mail_age_seconds')).toBe(0);
});
