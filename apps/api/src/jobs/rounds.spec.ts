import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Config } from '../config/settings.js';
import { Rounds } from './rounds.js';

const roundsWhere = (worksJobs: boolean) => new Rounds({ worksJobs } as Config);

it('goes one round at a time, whatever became of the last, and ends with the one under way', async () => {
  const rounds = roundsWhere(true);
  let [begun, ended, most] = [0, 0, 0];
  rounds.every(5, 'slow', async () => {
    begun += 1;
    most = Math.max(most, begun - ended);
    await sleep(12);
    ended += 1;
    if (ended === 1) throw new Error('the first fails');
  });
  while (begun < 3) await sleep(5);
  await rounds.beforeApplicationShutdown();
  expect([most, ended]).toEqual([1, begun]);
  await sleep(30);
  expect(ended).toBe(begun);
});

it('goes none where another process works the jobs', async () => {
  const rounds = roundsWhere(false);
  let begun = 0;
  rounds.every(1, 'idle', async () => void (begun += 1));
  await sleep(20);
  expect(begun).toBe(0);
});
