import { shallowRef, type Component } from 'vue';

/** The member's home comes late to guests, but before the first drawing to members: nothing then moves. */
export const memberHome = shallowRef<Component | null>(null);

export async function loadMemberHome(): Promise<void> {
  memberHome.value ??= (await import('./MemberHome.vue')).default;
}
