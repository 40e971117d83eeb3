import { refuseSockets, SOCKETS_BLOCKED } from '../support/sockets.js';
import { expect, test } from '../support/test.js';

for (const sockets of SOCKETS_BLOCKED ? (['refused'] as const) : (['open', 'refused'] as const))
  test(`whoever may no longer read a thread no longer has it before them, sockets ${sockets}`, async ({
    person,
  }) => {
    const owner = await person({ as: 'moderator' });
    const reader = await person({ as: 'somebody new', name: `Leaver ${Date.now()}`, second: true });
    if (sockets === 'refused') await refuseSockets(reader.context);
    const { slug } = await owner.api.makeSpace(`Closed ward ${Date.now()}`, 'members');
    await reader.api.join(slug);
    const { id } = (await reader.api.me())!;
    await owner.api.put(`/api/spaces/${slug}/members/${id}`, { state: 'active' });
    const question = await owner.api.question(`Who reads inside? ${Date.now()}`, 'Only we.', { space: slug });

    const { page } = reader;
    await page.goto(`/discussions/${question.id}`);
    await expect(page.getByText('Only we.')).toBeVisible();
    await owner.api.delete(`/api/spaces/${slug}/members/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This post has no arm for that');
    await expect(page.getByText('Only we.')).toHaveCount(0);
  });
