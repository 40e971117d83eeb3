import { expect, test } from '../support/test.js';
import { axeFaults, oddLetters, smallTargets, tooWide } from './measures.js';
import { MODES, putInto, WIDE } from './modes.js';
import { EVENTS } from './places/events.js';
import { DIRECTORY } from './places/directory.js';
import { GUEST } from './places/guest.js';
import { INBOX } from './places/inbox.js';
import { LIBRARY } from './places/library.js';
import { MEMBER } from './places/member.js';
import { SIGNING_IN } from './places/signing-in.js';
import { THREAD } from './places/thread.js';
import { takenOver } from '../support/pages.js';

// In light, dark and forced colours, at 320 px and at 400 %: axe finds nothing, nothing scrolls sideways, and
// every target can be hit, and letters have the sizes of the tokens.
for (const { name, as, path, open } of [
  ...GUEST,
  ...SIGNING_IN,
  ...THREAD,
  ...MEMBER,
  ...INBOX,
  ...EVENTS,
  ...DIRECTORY,
  ...LIBRARY,
])
  test(`for everybody: ${name}`, async ({ person, regular }) => {
    const { page, api } = as === 'somebody new' ? await person({ as }) : await regular(as);
    await page.setViewportSize(WIDE);
    await page.goto(typeof path === 'string' ? path : await path(api));
    // Some pages need no scripts and have none.
    if ((await page.locator('script[src]').count()) > 0) await takenOver(page);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    await open?.(page);
    const faults: Record<string, string[]> = {};
    for (const mode of MODES) {
      await putInto(page, mode);
      const found = [
        ...(mode.axe ? await axeFaults(page) : []),
        ...(await tooWide(page)),
        ...(await smallTargets(page)),
        ...(await oddLetters(page)),
      ];
      if (found.length > 0) faults[mode.name] = found;
    }
    expect(faults).toEqual({});
  });
