import { expect, it } from 'vitest';
import { startScene } from '../../test/scene.js';

const scene = startScene();

it('former bodies are read page by page, from either end', async () => {
  const writer = await scene.make.member();
  const discussion = await scene.make.discussion(
    writer,
    await scene.make.space({ members: [[writer, 'member']] }),
  );
  let post = await scene.make.reply(writer, discussion, { body: 'One.' });
  for (const body of ['Two.', 'Three.', 'Four.'])
    post = (await scene.as(writer).patch(`/api/posts/${post.id}`, { version: post.version, body })).body;
  const page = async (query: string) => {
    const { body } = await scene.as(writer).get(`/api/posts/${post.id}/history?limit=2${query}`);
    return { ...body, bodies: body.items.map((was: { body: string }) => was.body) };
  };

  const first = await page('');
  expect(first).toMatchObject({ bodies: ['One.', 'Two.'], previous: null });
  const second = await page(`&after=${first.next}`);
  expect(second).toMatchObject({ bodies: ['Three.'], next: null });
  expect((await page(`&before=${second.previous}`)).bodies).toEqual(['One.', 'Two.']);

  const latest = await page('&order=desc');
  expect(latest.bodies).toEqual(['Three.', 'Two.']);
  expect(await page(`&order=desc&after=${latest.next}`)).toMatchObject({ bodies: ['One.'], next: null });
  expect((await scene.as(writer).get(`/api/posts/${post.id}/history?after=nonsense`)).status).toBe(422);
});
