import { readonly, ref } from 'vue';

export interface Toast {
  id: number;
  text: string;
  look?: 'new' | 'bad';
  /** Where it leads, from the root of the site. */
  to?: string;
  /** Where all of its kind stand: of these only the last is shown, with how many came before it. */
  all?: string;
  earlier: number;
}

const shown = ref<Toast[]>([]);
const KEPT = 3;
let last = 0;

export const toasts = readonly(shown);

/** A quiet word in the corner, also read out. It stays until it is put away or pushed out: some read slowly. */
export function toast(text: string, more: Pick<Toast, 'look' | 'to' | 'all'> = {}): void {
  const before = more.all && shown.value.find(({ all }) => all === more.all);
  const others = shown.value.filter((each) => each !== before);
  const earlier = before ? before.earlier + 1 : 0;
  shown.value = [...others, { id: ++last, text, earlier, ...more }].slice(-KEPT);
}

export function putAway(id: number): void {
  shown.value = shown.value.filter((toast) => toast.id !== id);
}

const words = ref('');
export const announced = readonly(words);

/** Said to screen readers alone, politely: what sighted readers see happen by themselves. */
export function announce(text: string): void {
  words.value = '';
  setTimeout(() => (words.value = text), 50);
}
