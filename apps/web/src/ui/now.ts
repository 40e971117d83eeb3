import { onScopeDispose, readonly, ref } from 'vue';

const MINUTE = 60_000;
const now = ref(new Date());
let users = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times on a page, a step a minute. */
export function useNow() {
  now.value = new Date();
  if (users++ === 0) timer = setInterval(() => (now.value = new Date()), MINUTE);
  onScopeDispose(() => {
    if (--users === 0) clearInterval(timer);
  });
  return readonly(now);
}
