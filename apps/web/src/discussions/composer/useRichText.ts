import { nextTick, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue';
import type { Format } from './markdownEdits';
import type { RichText } from './rich';

export type Mode = 'plain' | 'rich' | 'markdown';
const CHOICE = 'fp_composer';

const prefersMarkdown = () => {
  try {
    return localStorage.getItem(CHOICE) === 'markdown';
  } catch {
    return false;
  }
};
const choose = (mode: 'rich' | 'markdown') => {
  try {
    localStorage.setItem(CHOICE, mode);
  } catch {
    // The choice then holds for this page.
  }
};

export interface RichTextPlan {
  text: Ref<string>;
  area: Readonly<Ref<HTMLTextAreaElement | null>>;
  host: Readonly<Ref<HTMLElement | null>>;
  /** Nothing may be changed for now. */
  busy: () => boolean;
  attributes: () => Record<string, string>;
  send: () => void;
}

/** A textarea stands first; it becomes the rich editor when somebody begins to write, with every word and the caret. */
export function useRichText({ text, area, host, busy, attributes, send }: RichTextPlan) {
  const mode = ref<Mode>(prefersMarkdown() ? 'markdown' : 'plain');
  /** The text has what the rich editor could not give back, so it stays as it is. */
  const kept = ref(false);
  const active = shallowRef<Format[]>([]);
  const editor = shallowRef<RichText | null>(null);
  let composing = false;
  let written: string | null = null;
  let loading: Promise<void> | null = null;

  const settled = () =>
    composing && area.value
      ? new Promise<void>((done) =>
          area.value?.addEventListener('compositionend', () => done(), { once: true }),
        )
      : Promise.resolve();

  async function load(): Promise<void> {
    const { createRichText, holds } = await import('./rich');
    await settled();
    if (mode.value === 'markdown' || !host.value) return;
    if (!holds(text.value)) {
      mode.value = 'markdown';
      kept.value = true;
      return;
    }
    const focused = area.value !== null && document.activeElement === area.value;
    const caret = area.value?.selectionStart ?? null;
    const height = area.value?.offsetHeight;
    mode.value = 'rich';
    written = text.value;
    // Shown at once, since what is hidden cannot take the focus over.
    host.value.style.display = '';
    editor.value = createRichText({
      host: host.value,
      text: text.value,
      caret,
      attributes: attributes(),
      onChange: (markdown) => (text.value = written = markdown),
      onMove: () => (active.value = editor.value?.active() ?? []),
      onSend: send,
    });
    if (height) host.value.style.minBlockSize = `${Math.min(height, 400)}px`;
    if (focused) editor.value.focus();
    if (busy()) editor.value.hold(true);
  }

  /** Begins to become rich. Without the script (no connection) the textarea simply stays. */
  function enrich(): Promise<void> {
    if (mode.value !== 'plain') return Promise.resolve();
    loading ??= load()
      .catch(() => undefined)
      .finally(() => (loading = null));
    return loading;
  }

  async function toggle(): Promise<void> {
    kept.value = false;
    if (mode.value === 'markdown') {
      mode.value = 'plain';
      await nextTick();
      area.value?.focus();
      await enrich();
      if ((mode.value as Mode) === 'rich') choose('rich');
      return;
    }
    leave('markdown');
    choose('markdown');
    await nextTick();
    area.value?.focus();
    area.value?.setSelectionRange(text.value.length, text.value.length);
  }

  function leave(to: Mode) {
    mode.value = to;
    editor.value?.destroy();
    editor.value = null;
    active.value = [];
  }

  watch(text, (next) => {
    if (mode.value !== 'rich' || next === written) return;
    written = next;
    editor.value?.set(next);
  });
  watch(busy, (now) => editor.value?.hold(now));
  onBeforeUnmount(() => editor.value?.destroy());

  return {
    mode,
    kept,
    active,
    editor,
    enrich,
    toggle,
    composing: (is: boolean) => (composing = is),
    /** In the textarea, or at the end of what was never touched. */
    selection: () => {
      const { selectionStart = text.value.length, selectionEnd = text.value.length } = area.value ?? {};
      return { start: selectionStart, end: selectionEnd };
    },
    focus: () => (editor.value ? editor.value.focus() : area.value?.focus()),
  };
}
