import { afterEach, describe, expect, it } from 'vitest';
import { codesTo } from '../../test/mailbox.js';
import { startScene } from '../../test/scene.js';

const scene = startScene();
const ask = (email: string) => scene.guest.post('/api/auth/code', { email });
const confirm = (email: string, code: string) => scene.guest.post('/api/auth/code/confirm', { email, code });
const otherThan = (...codes: string[]) =>
  ['000000', '111111', '222222'].find((code) => !codes.includes(code))!;
const minutes = (count: number) => (scene.clock.offset += count * 60_000);

afterEach(() => {
  scene.clock.offset = 0;
});

describe('codes', () => {
  it('stay valid when another is asked for, and work once', async () => {
    const email = 'two-codes@library.example';
    await ask(email);
    const [first] = await codesTo(scene, email);
    await ask(email);
    await codesTo(scene, email, 2);
    expect((await confirm(email, first!)).status).toBe(200);
    expect((await confirm(email, first!)).status).toBe(422);
  });

  it('are good for 60 minutes', async () => {
    const email = 'slow-mail@library.example';
    await ask(email);
    const [code] = await codesTo(scene, email);
    minutes(61);
    expect(await confirm(email, code!)).toMatchObject({
      status: 422,
      body: { code: 'wrong_code', errors: [{ path: 'code' }] },
    });
    scene.clock.offset = 0;
    minutes(59);
    expect((await confirm(email, code!)).status).toBe(200);
  });

  it('belong to the address that they were sent to', async () => {
    await ask('one@library.example');
    await ask('other@library.example');
    const [code] = await codesTo(scene, 'one@library.example');
    const [others] = await codesTo(scene, 'other@library.example');
    if (code !== others) expect((await confirm('other@library.example', code!)).status).toBe(422);
    expect((await confirm('one@library.example', code!)).status).toBe(200);
  });

  it('can be tried ten times in a quarter of an hour, by whomever', async () => {
    const email = 'guessed@library.example';
    await ask(email);
    const [code] = await codesTo(scene, email);
    for (let tried = 0; tried < 10; tried += 1)
      expect((await confirm(email, otherThan(code!))).status).toBe(422);
    const blocked = await confirm(email, code!);
    expect(blocked).toMatchObject({
      status: 429,
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
    });
    minutes(16);
    expect((await confirm(email, code!)).status).toBe(200);
  });

  it('are mailed five times an hour at most', async () => {
    const email = 'impatient@library.example';
    for (let asked = 0; asked < 5; asked += 1) expect((await ask(email)).status).toBe(200);
    expect((await ask(email)).status).toBe(429);
    minutes(61);
    expect((await ask(email)).status).toBe(200);
  });

  it('are not in the database in the clear once they are mailed', async () => {
    const email = 'tidy@library.example';
    await ask(email);
    const [code] = await codesTo(scene, email);
    for (let waited = 0; waited < 100; waited += 1) {
      const [row] = await scene.db.query<{ state: string; data: object }>(
        { name: 'spec-mail-data', text: `SELECT state, data FROM mails WHERE recipient = $1` },
        [email],
      );
      if (row?.state === 'sent') return expect(JSON.stringify(row.data)).not.toContain(code);
      await new Promise((again) => setTimeout(again, 20));
    }
    throw new Error('the mail was not sent');
  });
});
