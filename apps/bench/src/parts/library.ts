import { filled } from '../harness/filled.ts';
import { SOME, TWENTY, fillLibrary } from '../harness/library.ts';
import type { Part } from '../part.ts';
import { besideHundredth, type Read } from './hundredth.ts';

const [MANY, FEW] = [50_000, 500];

/** Lists of a library of 50,000 resources beside the same lists of one of 500. */
export const library: Part = async (stage) => {
  const many = await filled(stage, 'library', (client) => fillLibrary(client, MANY));
  const few = await filled(stage, 'library_few', (client) => fillLibrary(client, FEW));
  const rows = await besideHundredth({ many, few }, 'library of 50,000', READS);
  await many.stop();
  await few.stop();
  return rows;
};

const READS: Record<string, Read> = {
  newest: { path: '/api/resources' },
  'most used': { path: '/api/resources?sort=used' },
  'one kind': { path: '/api/resources?kind=guide' },
  'one sector, most used': { path: '/api/resources?audience=nhs&sort=used' },
  'one topic': { path: '/api/resources?tag=topic-7' },
  'one licence': { path: '/api/resources?licence=ogl' },
  'one space': { path: '/api/resources?space=shelf-7' },
  'one space, one kind': { path: '/api/resources?space=shelf-7&kind=guide' },
  'found by a rare word': { path: `/api/search?kind=resource&q=${TWENTY}` },
  'found by a word that one in 25 has': { path: `/api/search?kind=resource&q=${SOME}` },
};
