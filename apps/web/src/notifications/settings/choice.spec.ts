import { describe, expect, it } from 'vitest';
import type { NotificationSettings } from '@fingerpost/contracts/notifications';
import { choiceOf, draftOf, zones } from './choice';

const settings: NotificationSettings = {
  personal: 'now',
  rest: 'digest',
  reasons: {},
  digest: { days: 'weekdays', weekday: 1, hour: 8 },
  timeZone: 'Europe/London',
  quiet: null,
  push: false,
  version: 3,
  pushKey: '',
  mailStopped: null,
  spaces: [],
};

describe('the choice of mail', () => {
  it('names the three usual ways, and none where something else was set', () => {
    expect(choiceOf(settings)).toBe('now');
    expect(choiceOf({ ...settings, personal: 'digest' })).toBe('digest');
    expect(choiceOf({ ...settings, personal: 'never', rest: 'never' })).toBe('none');
    expect(choiceOf({ ...settings, personal: 'now', rest: 'now' })).toBeNull();
    expect(choiceOf({ ...settings, reasons: { accepted: 'never' } })).toBeNull();
  });

  it('sends what may be changed and no more', () => {
    expect(Object.keys(draftOf(settings)).sort()).toEqual(
      ['digest', 'personal', 'quiet', 'reasons', 'rest', 'timeZone', 'version'].sort(),
    );
  });

  it('lists the present time zone first and none twice', () => {
    const all = zones('Europe/Dublin');
    expect(all[0]).toBe('Europe/Dublin');
    expect(new Set(all).size).toBe(all.length);
  });
});
