import { defineAsyncComponent, nextTick, ref, watch, type Ref } from 'vue';
import { addMessages } from '../../app/i18n';
import { persistent } from '../../api/persistent';
import { namesOwnFile } from './pictures';

/** The part of the composer for pictures and files, loaded with the first of them. */
export const ComposerFiles = defineAsyncComponent(() =>
  persistent(async () => {
    await Promise.all([
      addMessages(async () => (await import('@fingerpost/messages/files')).enFiles),
      addMessages(async () => (await import('@fingerpost/messages/resources')).enResources),
    ]);
    return import('./ComposerFiles.vue');
  }),
);
export interface FilesBox {
  take: (files: readonly File[]) => void;
  unfinished: () => string | null;
}

/** What a form asks of its composer. */
export interface Writing {
  focus: () => void;
  /** What keeps the text from being sent, in words. */
  unfinished: () => string | null;
}

/** Files that are pasted, dropped or chosen. `refuse` is for those who may not give any yet. */
export function useComposerFiles(
  text: Ref<string>,
  box: Readonly<Ref<FilesBox | null>>,
  may: () => boolean,
  refuse: () => void,
) {
  const wanted = ref(namesOwnFile(text.value));
  const over = ref(false);
  let waiting: File[] = [];

  watch(text, (now) => (wanted.value ||= namesOwnFile(now)));
  watch(box, (there) => {
    if (!there || waiting.length === 0) return;
    there.take(waiting);
    waiting = [];
  });

  function take(files: Iterable<File>) {
    const given = [...files];
    if (given.length === 0) return;
    if (!may()) return refuse();
    wanted.value = true;
    if (box.value) box.value.take(given);
    else waiting.push(...given);
  }

  const holdsFiles = (data: DataTransfer | null) => data?.types.includes('Files') ?? false;
  function paste(event: ClipboardEvent) {
    const data = event.clipboardData;
    // Office programs put a picture of copied words beside the words: those are what is meant.
    if (!holdsFiles(data) || data!.types.includes('text/plain')) return;
    event.preventDefault();
    event.stopPropagation();
    take(data!.files);
  }
  function dragOver(event: DragEvent) {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    over.value = true;
  }
  function drop(event: DragEvent) {
    over.value = false;
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.stopPropagation();
    take(event.dataTransfer!.files);
  }
  function chosen({ target }: Event) {
    const input = target as HTMLInputElement;
    take(input.files ?? []);
    // The same file may be chosen again.
    void nextTick(() => (input.value = ''));
  }

  return { wanted, over, paste, dragOver, drop, chosen };
}
