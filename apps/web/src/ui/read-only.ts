import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue';

const READ_ONLY: InjectionKey<() => boolean> = Symbol('read-only');

/** While it says so, the controls within take nothing, and keep the focus: what is on its way is what was sent. */
export const provideReadOnly = (isReadOnly: () => boolean): void => provide(READ_ONLY, isReadOnly);

export function useReadOnly(): ComputedRef<boolean | undefined> {
  const isReadOnly = inject(READ_ONLY, () => false);
  return computed(() => isReadOnly() || undefined);
}

/** For controls that HTML knows no `readonly` of: the pointer and all keys but Tab do nothing. */
export function refuse(event: Event): void {
  if (event instanceof KeyboardEvent && event.key === 'Tab') return;
  event.preventDefault();
}
