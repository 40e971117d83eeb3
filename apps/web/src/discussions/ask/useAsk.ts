import { computed, reactive, ref, watch } from 'vue';
import type { Discussion, DiscussionKind } from '@fingerpost/contracts/discussions';
import type { Space } from '@fingerpost/contracts/spaces';
import { useQueryClient } from '@tanstack/vue-query';
import { useViewer } from '../../api/viewer';
import { joinSpace } from '../../spaces/spaces.api';
import { useSpaceNames } from '../../spaces/spaces.queries';
import { useDraft } from '../composer/useDraft';
import { createDiscussion } from '../discussions.api';
import { discussionKeys } from '../discussions.queries';

export interface AskWords {
  kind: DiscussionKind;
  title: string;
  body: string;
  space: string;
  tags: string[];
  /** Who asks, while the site does not know them yet. */
  email: string;
  displayName: string;
  sector: string;
}

const BLANK: AskWords = {
  kind: 'question',
  title: '',
  body: '',
  space: '',
  tags: [],
  email: '',
  displayName: '',
  sector: '',
};
const isEmpty = ({ title, body }: AskWords) => title.trim() === '' && body.trim() === '';

/** A question from its first letter until it stands: the words outlive every step, a reload and a lost session. */
export function useAsk(given: Partial<Pick<AskWords, 'kind' | 'space'>>) {
  const client = useQueryClient();
  const { member, changed } = useViewer();
  const draft = useDraft<AskWords>(
    () => 'new',
    () => member.value?.id ?? null,
    isEmpty,
  );

  const kept = draft.load();
  // An address that names a space or a kind was followed just now; it knows better than an old draft, whose words stay.
  const words = reactive<AskWords>({ ...BLANK, ...kept, ...given });
  /** When the words that came back were saved; null when nothing came back. */
  const came = ref(draft.savedAt.value);
  watch(words, (now) => draft.keep({ ...now }), { deep: true });
  watch(
    () => member.value?.id,
    () => {
      if (isEmpty(words)) takeUp(draft.load());
    },
  );
  function takeUp(others: AskWords | null) {
    if (!others) return;
    Object.assign(words, { ...BLANK, ...others });
    came.value = draft.savedAt.value;
  }

  const names = useSpaceNames();
  /** Where one may write, and public places that one joins by posting. */
  const spaces = computed<Space[]>(() =>
    (names.data.value?.items ?? []).filter(({ can, visibility }) => can.write || visibility === 'public'),
  );
  const space = computed(() => spaces.value.find(({ slug }) => slug === words.space) ?? null);
  const joins = computed(() => space.value !== null && !space.value.can.write);
  watch(
    [spaces, space],
    () => {
      const writable = spaces.value.filter(({ can }) => can.write);
      if (!space.value && spaces.value.length > 0)
        words.space = (writable.length === 1 ? writable[0]?.slug : '') ?? '';
    },
    { immediate: true },
  );

  async function post(): Promise<Discussion> {
    const chosen = space.value!;
    // A guest's list of spaces is older than the member who now posts; joining twice changes nothing.
    if (!chosen.can.write) {
      await joinSpace(chosen.slug);
      void changed();
    }
    const { kind, title, body, tags } = words;
    const discussion = await createDiscussion({ spaceId: chosen.id, kind, title, body, tags });
    Object.assign(words, BLANK);
    draft.clear();
    client.setQueryData(discussionKeys.detail(discussion.id), discussion);
    void client.invalidateQueries({ queryKey: discussionKeys.lists });
    return discussion;
  }

  function startAfresh() {
    came.value = null;
    Object.assign(words, { ...BLANK, ...given });
    draft.clear();
  }

  return {
    words,
    draft,
    came,
    spaces,
    space,
    joins,
    spacesFailed: names.error,
    spacesCame: names.came,
    post,
    startAfresh,
    showOther: () => takeUp(draft.swap()),
  };
}
