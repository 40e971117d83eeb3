import { raw } from './html.js';

/** The mark as it stands on empty pages; UiMark.vue draws the same. */
export const MARK = raw(
  '<svg class="mark" viewBox="0 0 40 48" aria-hidden="true"><path class="mark-post" d="M18 2h4v44h-4z"/><path class="mark-arm" d="M8 7h24l6 5.5-6 5.5H8z"/><path class="mark-arm" d="M32 22H8l-6 5.5L8 33h24z"/></svg>',
);
