import { computed, reactive, ref, watch } from 'vue';
import type { CreateResource, Resource } from '@fingerpost/contracts/resources';
import type { Space } from '@fingerpost/contracts/spaces';
import { useViewer } from '../api/viewer';
import { joinSpace } from '../spaces/spaces.api';
import { useSpaceNames } from '../spaces/spaces.queries';
import { createResource } from './resources.api';
import { useKeep } from './resources.queries';
import { useUpload } from '../files/useUpload';
import { useKept } from '../ui/use-kept';

/** Its slug is fixed; the operator may have no such space. */
const NATIONAL = 'national';

export interface GiveWords {
  link: string;
  title: string;
  kind: CreateResource['kind'] | '';
  licence: CreateResource['licence'] | '';
  summary: string;
  audience: CreateResource['audience'];
  tags: string[];
  space: string;
  reviewBy: string;
}

/** A resource from its first letter until it stands. The space is chosen already, so four fields are all there is. */
export function useGive(given: { space?: string; tag?: string }) {
  const { changed } = useViewer();
  const keep = useKeep();
  const upload = useUpload();
  const what = ref<'link' | 'file'>('link');
  const { words: kept, forget } = useKept('give', { link: '', title: '', summary: '' });
  const words = reactive<GiveWords>({
    link: kept.link,
    title: kept.title,
    kind: '',
    licence: '',
    summary: kept.summary,
    audience: [],
    tags: given.tag ? [given.tag] : [],
    space: given.space ?? '',
    reviewBy: '',
  });

  watch(words, ({ link, title, summary }) => Object.assign(kept, { link, title, summary }));

  const names = useSpaceNames();
  /** Where one may write, and public places that one joins by giving. */
  const spaces = computed<Space[]>(() =>
    (names.data.value?.items ?? []).filter(({ can, visibility }) => can.write || visibility === 'public'),
  );
  const space = computed(() => spaces.value.find(({ slug }) => slug === words.space) ?? null);
  watch(
    spaces,
    (now) => {
      if (space.value) return;
      const mine = now.filter(({ can }) => can.write);
      // What is of use to one is mostly of use to all: the national space, unless somebody chooses a shelf of their own.
      words.space = (mine.find(({ slug }) => slug === NATIONAL) ?? mine[0] ?? now[0])?.slug ?? '';
    },
    { immediate: true },
  );

  async function send(): Promise<Resource> {
    const chosen = space.value!;
    if (!chosen.can.write) {
      await joinSpace(chosen.slug);
      void changed();
    }
    const { link, space: _space, reviewBy, kind, licence, ...rest } = words;
    const resource = await createResource({
      ...rest,
      ...(kind && { kind }),
      ...(licence && { licence }),
      ...(reviewBy && { reviewBy }),
      ...(what.value === 'link' ? { link: link.trim() } : { upload: upload.state.id ?? '' }),
      spaceId: chosen.id,
    });
    forget();
    keep(resource);
    return resource;
  }

  return { words, what, upload, spaces, space, spacesCame: names.came, send };
}
