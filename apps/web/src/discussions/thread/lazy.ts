import { defineAsyncComponent } from 'vue';

/** Dialogs come when they are first asked for: reading needs none of them. */
export const ConfirmDialog = defineAsyncComponent(() => import('./ConfirmDialog.vue'));
export const EditDiscussion = defineAsyncComponent(() => import('./EditDiscussion.vue'));
export const PostHistory = defineAsyncComponent(() => import('../posts/PostHistory.vue'));
