import type { WatchLevel } from '@fingerpost/contracts/notifications';

export const LEVELS: readonly WatchLevel[] = ['everything', 'digest', 'nothing'];
