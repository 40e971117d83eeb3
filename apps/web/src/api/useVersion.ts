import { ref } from 'vue';
import { isProblem } from './problem';

/** What words were typed over: a save against anything newer is refused once, and then made on what is new. */
export function useVersion(typedOver: number) {
  const version = ref(typedOver);
  return {
    version,
    /** For a save that fails; the refusal goes on to the form. */
    refused(error: unknown): never {
      if (isProblem(error) && error.status === 409 && error.current)
        ({ version: version.value } = error.current as { version: number });
      throw error;
    },
  };
}
