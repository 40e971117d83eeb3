import { until } from './patience.js';
import type { Scene } from './scene.js';

/** Until the search knows of all that happened: it follows the turns of activities, behind the answer to a write. */
export const indexed = (scene: Scene): Promise<void> =>
  until(async () => {
    const [row] = await scene.db.query<{ behind: boolean }>({
      name: 'spec-search-behind',
      text: `SELECT EXISTS (SELECT FROM activity WHERE turn IS NULL OR turn > (SELECT turn FROM search_progress)) AS behind`,
    });
    return row?.behind === false;
  }, 'the search knows of all that happened');
