import { describe, expect, it } from 'vitest';
import { BODY_MAX } from '@fingerpost/contracts/limits';
import { startScene } from '../../test/scene.js';

const scene = startScene();
const preview = (body: string) => scene.guest.post('/api/markdown/preview', { body });

describe('a preview of Markdown', () => {
  it('is the very HTML that the post will have, also for a guest', async () => {
    const body = '# Title\n\n**Bold** <script>alert(1)</script>\n\n| a | b |\n| - | - |\n| 1 | 2 |';
    const member = await scene.make.member();
    const space = await scene.make.space({ members: [[member, 'owner']] });
    const post = await scene.make.reply(member, await scene.make.discussion(member, space), { body });
    const answer = await preview(body);
    expect([answer.status, answer.body]).toEqual([200, { html: post.html }]);
  });

  it.each([
    ['nothing', ' '],
    ['too many words', 'a'.repeat(BODY_MAX + 1)],
    [
      'what grows too large when laid out',
      `${'|a'.repeat(30)}|\n${'|-'.repeat(30)}|\n${'|\n'.repeat(15_000)}`,
    ],
  ])('refuses %s as a post is refused', async (_what, body) => {
    const member = await scene.make.member();
    const space = await scene.make.space({ members: [[member, 'owner']] });
    const discussion = await scene.make.discussion(member, space);
    const post = await scene.as(member).post(`/api/discussions/${discussion.id}/posts`, { body });
    const answer = await preview(body);
    expect([answer.status, answer.body.errors]).toEqual([422, post.body.errors]);
  });
});
