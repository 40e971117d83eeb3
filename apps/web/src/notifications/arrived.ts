import { shallowRef } from 'vue';
import type { Notification } from '@fingerpost/contracts/notifications';

/** What came while this page was open, so that an open list can say how much of it is new. */
export const arrived = shallowRef<Notification[]>([]);
const KEPT = 200;

export const noteArrived = (fresh: Notification[]): void => {
  arrived.value = [...arrived.value, ...fresh].slice(-KEPT);
};
