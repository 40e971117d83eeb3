import { beforeAll, describe, expect, it } from 'vitest';
import type { Notification } from '@fingerpost/contracts/notifications';
import type { Resource } from '@fingerpost/contracts/resources';
import { docxOf, pdfOf } from '../../test/documents.js';
import type { MadeSpace, Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';
import { give, giveClean } from '../../test/uploads.js';
import { ActivityWorker } from '../activity/activity.worker.js';
import { FilesChecker } from '../files/files.checker.js';

// Without workers, so that what follows from a write follows when a test says so.
const scene = startScene({ ROLE: 'api' }, { unlimited: true });
let giver: Member;
let user: Member;
let watcher: Member;
let member: Member;
let space: MadeSpace;
beforeAll(async () => {
  [giver, user, watcher, member] = [
    await scene.make.member(),
    await scene.make.member(),
    await scene.make.member(),
    await scene.make.member(),
  ];
  space = await scene.make.space({
    members: [giver, user, watcher, member].map((each) => [each, 'member'] as const),
  });
  await scene.as(watcher).put(`/api/spaces/${space.slug}/watch`, { level: 'everything' });
});

async function follow(): Promise<void> {
  const ids = await scene.db.transaction((tx) =>
    tx.query<{ id: number }[]>('SELECT id FROM activity WHERE turn IS NULL ORDER BY id'),
  );
  await scene.app.get(ActivityWorker, { strict: false }).run(ids.map(({ id }) => id));
}
/** What an inbox says of one resource, the oldest first. */
const heard = async (who: Member, { id }: Resource) => {
  await follow();
  const { items } = (await scene.as(who).get<{ items: Notification[] }>('/api/notifications')).body;
  return items
    .filter(({ subject }) => subject?.kind === 'resource' && subject.id === id)
    .map(({ reason, kind }) => `${reason}: ${kind}`)
    .toReversed();
};
const next = (by: Member, { id, version }: Resource, more: object) =>
  scene.as(by).post<Resource>(`/api/resources/${id}/versions`, { version, note: 'New fees', ...more });

describe('a new version', () => {
  it('is told once to who used it and who follows the space, and not to who added it', async () => {
    const resource = await scene.make.resource(giver, space, { title: 'Fee table' });
    for (const each of [user, giver])
      await scene.as(each).put(`/api/resources/${resource.id}/use`, { words: 'Each month' });
    await next(giver, resource, { link: 'https://library.example/second' });
    expect(await heard(user, resource)).toEqual(['resource_version: resource.versioned']);
    expect(await heard(watcher, resource)).toEqual([
      'watch_space: resource.created',
      'watch_space: resource.versioned',
    ]);
    expect(await heard(member, resource)).toEqual([]);
    expect(await heard(giver, resource)).toEqual([]);
    // The digest brings it; nothing is mailed at once.
    const mails = await scene.db.transaction((tx) =>
      tx.query(`SELECT 1 FROM mails WHERE person_id = $1`, [user.personId]),
    );
    expect(mails).toEqual([]);
  });

  it('is told when it is clean, not while it is looked at, and a small correction never', async () => {
    const resource = await scene.make.resource(giver, space, { title: 'Checklist' });
    await scene.as(user).put(`/api/resources/${resource.id}/use`, { words: 'Once' });
    const renamed = await scene
      .as(giver)
      .patch<Resource>(`/api/resources/${resource.id}`, { version: resource.version, title: 'Check list' });
    const upload = await give(scene, giver, 'checklist.docx', docxOf('Chairs'));
    await next(giver, renamed.body, { upload: upload.id });
    expect(await heard(user, resource)).toEqual([]);
    await scene.app.get(FilesChecker, { strict: false }).check(upload.file!.id);
    expect(await heard(user, resource)).toEqual(['resource_version: resource.versioned']);
  });

  it('after a first that was refused is the first that anybody hears of', async () => {
    const bad = await give(scene, giver, 'first.pdf', pdfOf('First'));
    const resource = await scene.make.resource(giver, space, { upload: bad.id });
    await scene.db.transaction((tx) =>
      tx.query(`UPDATE files SET state = 'refused', reason = 'virus', key = NULL WHERE id = $1`, [
        bad.file!.id,
      ]),
    );
    const good = await giveClean(scene, giver, 'second.pdf', pdfOf('Second'));
    const answer = await next(giver, resource, { upload: good.id });
    expect(answer.body).toMatchObject({ state: 'published', number: 2 });
    expect(await heard(watcher, resource)).toEqual(['watch_space: resource.created']);
  });
});
