import type { Watch } from '@fingerpost/contracts/notifications';
import { t } from '@fingerpost/messages';
import { html, type Html } from './html.js';

/** How much of this reaches the member, as apps/web/src/notifications/WatchControl.vue draws it; choosing needs the scripts. */
export function watchButton(watch: Watch | null, name: string): Html | null {
  if (!watch) return null;
  const level = t(`common.watch.level.${watch.level}`);
  return html`<div id="watch" class="watch">
    <button
      type="button"
      class="button button-quiet button-small"
      aria-haspopup="menu"
      aria-label="${t('common.watch.triggerOf', { level, name })}"
    >
      ${t('common.watch.trigger', { level })}
    </button>
  </div>`;
}
