import { test } from '../support/test.js';
import { refuseSockets, SOCKETS_BLOCKED } from '../support/sockets.js';
import { askAndHear } from './first-journey.js';

/** A page without sockets asks every three seconds for its thread, and for its member's inbox. */
const WITHOUT = 20_000;
/** The bar is a second; a machine that runs other tests beside gets three. */
const WITH_SOCKETS = SOCKETS_BLOCKED ? WITHOUT : 3_000;

test('a guest asks, confirms, and hears of the reply wherever they are', async ({ person }) => {
  const asker = await person();
  const helper = await person({ as: 'public-librarian', second: true });
  const took = await askAndHear(asker, helper, WITH_SOCKETS);
  test.info().annotations.push({ type: 'notice', description: `seen after ${Math.round(took)} ms` });
});

test('the same where sockets are refused', async ({ person }) => {
  const asker = await person();
  const helper = await person({ as: 'public-librarian', second: true });
  await refuseSockets(asker.context);
  await refuseSockets(helper.context);
  await askAndHear(asker, helper, WITHOUT);
});
