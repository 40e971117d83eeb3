import { timeMap, type MapTimes } from '../browser/map.ts';
import { fillDirectory } from '../harness/directory.ts';
import { filled } from '../harness/filled.ts';
import { ROUNDS, median } from '../harness/rounds.ts';
import type { Part } from '../part.ts';
import { alone } from '../rows.ts';
import { besideHundredth, type Read } from './hundredth.ts';

const [MANY, FEW] = [5_000, 50];
const DIRECTORY = 'directory of 5,000 partnerships';

/** The directory with 5,000 partnerships beside one with a hundredth of them, and its map in a browser. */
export const directory: Part = async (stage) => {
  const many = await filled(stage, 'directory', (client) => fillDirectory(client, MANY));
  const few = await filled(stage, 'directory_few', (client) => fillDirectory(client, FEW));
  const rows = await besideHundredth({ many, few }, DIRECTORY, READS);
  await few.stop();
  const times: MapTimes[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timeMap(many.origin));
  await many.stop();
  const middle = (what: keyof MapTimes) => median(times.map((each) => each[what]));
  return [
    ...rows,
    alone(`${DIRECTORY}, map ready`, middle('ready')),
    alone(`${DIRECTORY}, map filtered`, middle('filtered')),
  ];
};

const map = (query: string): Read => ({ path: `/api/partnerships.geojson?zoom=5${query}`, whole: true });
const READS: Record<string, Read> = {
  list: { path: '/api/partnerships' },
  'one nation': { path: '/api/partnerships?nation=scotland' },
  'one sector': { path: '/api/partnerships?sector=nhs' },
  'one formality': { path: '/api/partnerships?formality=formal' },
  'one activity': { path: '/api/partnerships?activity=training' },
  'one lifecycle': { path: '/api/partnerships?lifecycle=active' },
  'one sector of a nation': { path: '/api/partnerships?nation=england&sector=charity' },
  'a common word': { path: '/api/partnerships?q=health' },
  'a rare word': { path: '/api/partnerships?q=17' },
  'counted by nation on the home': { path: '/api/home', whole: true },
  map: map(''),
  // To half of them: a map of a few would have fewer markers than one of many.
  'map, narrowed': map('&sector=patient-voice'),
};
