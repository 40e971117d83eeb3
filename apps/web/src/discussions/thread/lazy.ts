import { defineAsyncComponent } from 'vue';
import { addInboxMessages } from '../../app/i18n';

/** Dialogs come when they are first asked for: reading needs none of them. */
export const ConfirmDialog = defineAsyncComponent(() => import('./ConfirmDialog.vue'));
export const EditDiscussion = defineAsyncComponent(() => import('./EditDiscussion.vue'));
export const BlockDialog = defineAsyncComponent(async () => {
  await addInboxMessages();
  return import('../../notifications/BlockDialog.vue');
});
export const PostHistory = defineAsyncComponent(() => import('../posts/PostHistory.vue'));
