import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Upload } from '@fingerpost/contracts/files';
import { Config } from '../config/settings.js';
import { badFiles, type BadFile } from '../../test/bad-files.js';
import { fakeClamd } from '../../test/clamd.js';
import { pdfOf } from '../../test/documents.js';
import type { Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';
import { give, giveClean, tus } from '../../test/uploads.js';
import { FilesChecker } from './files.checker.js';
import { FilesSweeper } from './files.sweeper.js';

const clamd = await fakeClamd();
// Looked at by hand below, so that nothing else is going on.
const scene = startScene({ CLAMD_URL: clamd.url, ROLE: 'api' }, { unlimited: true });
let giver: Member;
beforeAll(async () => {
  giver = await scene.make.member();
});
afterAll(() => void clamd.server.close());

async function verdictOf({ name, bytes }: BadFile): Promise<string | null> {
  const begun = await tus(scene, giver).begin(name, bytes.length);
  if (begun.status === 422) return 'never';
  const address = String(begun.headers['location']);
  await tus(scene, giver).piece(address, 0, bytes);
  const { file } = (await scene.as(giver).get<Upload>(address)).body;
  await scene.app.get(FilesChecker, { strict: false }).check(file!.id);
  const { file: after } = (await scene.as(giver).get<Upload>(address)).body;
  // Used up, so that a member may give the next: there is a bound for what waits.
  await scene.db.transaction((tx) => tx.query(`DELETE FROM uploads WHERE file_id = $1`, [file!.id]));
  return after!.state === 'clean' ? null : after!.reason;
}

describe('files that nobody should be handed', () => {
  it('are each refused or held for their own reason, and good ones are clean', async () => {
    const files = await badFiles();
    expect(files.filter(({ verdict }) => verdict !== null).length).toBeGreaterThanOrEqual(200);
    const wrong: string[] = [];
    for (const file of files) {
      const verdict = await verdictOf(file);
      if (verdict !== file.verdict) wrong.push(`${file.what}: ${verdict}, not ${file.verdict}`);
    }
    expect(wrong).toEqual([]);
  });

  it('leave no row without its bytes and no bytes without a row', async () => {
    scene.clock.offset = 3 * 3_600_000;
    await scene.app.get(FilesSweeper, { strict: false }).sweep();
    const keys = await scene.db.transaction((tx) =>
      tx.query<{ key: string }[]>(
        'SELECT key FROM files WHERE key IS NOT NULL UNION SELECT thumbnail_key FROM files WHERE thumbnail_key IS NOT NULL UNION SELECT id FROM uploads WHERE file_id IS NULL',
      ),
    );
    const found = await readdir(join(scene.app.get(Config).dataDir, 'files'));
    expect(found.toSorted()).toEqual(keys.map(({ key }) => key).toSorted());
  });
});

describe('a file that waits for the scanner', () => {
  it('is held while it is away, and asked about again when it is back', async () => {
    const config = scene.app.get(Config);
    const there = config.clamd;
    Object.assign(config, { clamd: { host: '127.0.0.1', port: 1 } });
    const { id, file } = await giveClean(scene, giver, 'waits.pdf', pdfOf('Waits'));
    expect(file).toMatchObject({ state: 'held', reason: 'scanner_away' });
    Object.assign(config, { clamd: there });
    scene.clock.offset += 120_000;
    await scene.app.get(FilesSweeper, { strict: false }).goOn();
    expect((await scene.as(giver).get<Upload>(`/api/uploads/${id}`)).body.file).toMatchObject({
      state: 'clean',
      scanned: true,
    });
  });

  it('says of a resource that its file was scanned', async () => {
    const space = await scene.make.space({ members: [[giver, 'member']] });
    const { id } = await give(scene, giver, 'scanned.pdf', pdfOf('Scanned'));
    const resource = await scene.make.resource(giver, space, { upload: id });
    expect(resource).toMatchObject({ state: 'held', scanning: true, file: { state: 'scanning' } });
    await scene.app.get(FilesChecker, { strict: false }).check(resource.file!.id);
    expect((await scene.guest.get(`/api/resources/${resource.id}`)).body.file).toMatchObject({
      scanned: true,
    });
  });
});
