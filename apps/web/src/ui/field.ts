import { computed, inject, provide, useId, type ComputedRef, type InjectionKey } from 'vue';

export interface FieldWiring {
  id: string;
  describedBy: ComputedRef<string | undefined>;
  invalid: ComputedRef<boolean>;
}

const WIRING: InjectionKey<FieldWiring> = Symbol('field');

/** A field hands its ids to the control within, so that label, hint and error always belong to it. */
export function provideField(given: () => { id?: string; hint?: string; error?: string }): FieldWiring {
  const made = useId();
  const id = given().id ?? made;
  const wiring: FieldWiring = {
    id,
    describedBy: computed(() => {
      const { hint, error } = given();
      return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
    }),
    invalid: computed(() => Boolean(given().error)),
  };
  provide(WIRING, wiring);
  return wiring;
}

/** What a control needs of the field around it; one that stands alone has its own id. */
export function useField(id?: string) {
  const wiring = inject(WIRING, null);
  const made = useId();
  return {
    id: computed(() => id ?? wiring?.id ?? made),
    describedBy: computed(() => wiring?.describedBy.value),
    invalid: computed(() => wiring?.invalid.value || undefined),
  };
}
