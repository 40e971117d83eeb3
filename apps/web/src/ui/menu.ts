import type { RouteLocationRaw } from 'vue-router';

/** A way (`to`) or a verb (`act`). What a viewer may not do is left out, not greyed. */
export interface MenuItem {
  label: string;
  to?: RouteLocationRaw;
  act?: () => void;
  danger?: boolean;
}
