import type { Config } from '../config/settings.js';

/** What a person may not expect of this start: how a site began is kept, whatever a later start asks for. */
export function startNote(
  { startEmpty, demo }: Pick<Config, 'startEmpty' | 'demo'>,
  site: { demonstration: boolean; begun: boolean },
): string | null {
  if (startEmpty && site.demonstration)
    return 'This database holds a demonstration already, so it goes on as one: --empty is for a new DATA_DIR or database.';
  if (demo && !startEmpty && site.begun && !site.demonstration)
    return 'This site was begun empty, or its demonstration was removed, so there is none: one begins on a new DATA_DIR or database.';
  return null;
}
