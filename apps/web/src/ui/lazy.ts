import { defineAsyncComponent } from 'vue';

/** Dialogs and menus bring their own library: loaded when a page first draws one, never before reading works. */
export const UiDialog = defineAsyncComponent(() => import('./UiDialog.vue'));
export const UiMenu = defineAsyncComponent(() => import('./UiMenu.vue'));
