import { expect, it } from 'vitest';
import { whyStopped } from './mail-stopped';

it.each([
  ['EENVELOPE 550', 'notTaken'],
  ['EENVELOPE 551', 'notTaken'],
  ['EENVELOPE 552', 'full'],
  ['EENVELOPE 452', 'full'],
  ['EMESSAGE 554', 'refused'],
  ['unknown', 'refused'],
  ['', 'refused'],
])('says what %j means', (reason, why) => expect(whyStopped(reason)).toBe(why));
