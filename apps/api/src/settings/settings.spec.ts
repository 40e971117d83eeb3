import { describe, expect, it } from 'vitest';
import { startScene } from '../../test/scene.js';

const scene = startScene();

describe('settings', () => {
  it('are the operator’s, changed on the version that they saw', async () => {
    const [operator, member] = [await scene.make.member({ operator: true }), await scene.make.member()];
    expect((await scene.guest.get('/api/settings')).status).toBe(401);
    expect((await scene.as(member).get('/api/settings')).status).toBe(403);
    expect((await scene.as(member).patch('/api/settings', { version: 1, siteName: 'Mine' })).status).toBe(
      403,
    );
    const { body: before } = await scene.as(operator).get('/api/settings');
    const changed = await scene.as(operator).patch('/api/settings', {
      version: before.version,
      siteName: 'Northern libraries',
      contact: 'Desk@Library.example',
      houseRules: 'Be **kind**.',
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { version: before.version + 1, siteName: 'Northern libraries', contact: 'desk@library.example' },
    });
    expect(
      await scene.as(operator).patch('/api/settings', { version: before.version, siteName: 'Late' }),
    ).toMatchObject({
      status: 409,
      body: {
        code: 'stale_version',
        current: { siteName: 'Northern libraries', version: before.version + 1 },
      },
    });
    expect(
      (await scene.as(operator).patch('/api/settings', { version: changed.body.version, joining: 'nobody' }))
        .body.errors[0].path,
    ).toBe('joining');
    expect(
      (await scene.as(operator).patch('/api/settings', { version: changed.body.version, contact: '' })).body
        .contact,
    ).toBe('');
  });

  it('show on the next page to everybody', async () => {
    const operator = await scene.make.member({ operator: true });
    const { body } = await scene.as(operator).get('/api/settings');
    await scene.guest.get('/api/site');
    await scene.as(operator).patch('/api/settings', {
      version: body.version,
      siteName: 'Changed at once',
      runBy: 'The partnership',
    });
    expect((await scene.guest.get('/api/site')).body).toEqual({
      name: 'Changed at once',
      runBy: 'The partnership',
      contact: '',
      joining: 'open',
      houseRules: 'Be **kind**.',
      modules: ['events', 'resources', 'partnerships'],
      demonstration: false,
      secondAddress: null,
      demoMembers: [],
    });
  });
});
