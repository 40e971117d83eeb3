import type { Stage } from './harness/stage.ts';
import type { Row } from './rows.ts';

/** One subject of the bench, which `npm run bench -- <name>` measures alone. */
export type Part = (stage: Stage) => Promise<Row[]>;
