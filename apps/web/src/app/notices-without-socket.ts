import { onScopeDispose, watch } from 'vue';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import type { Home } from '@fingerpost/contracts/home';
import { connection } from '../api/realtime';
import { request } from '../api/request';

const PATIENCE = 5000;
const EVERY = 5000;

type Tell = (notice: { discussionId: number; path: string; title: string; by: string }) => void;

/** Where sockets are blocked, what needs the member is asked for while the page is seen. */
export function useNoticesWithoutSocket(memberId: number, tell: Tell): void {
  let seen: Map<number, number> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // What came between the page's opening and the first look is news as well.
  const opened = new Date().toISOString();
  const told = (row: DiscussionSummary) =>
    seen === null ? row.lastActivityAt < opened : row.lastNumber <= (seen.get(row.id) ?? 0);

  async function look() {
    if (document.visibilityState === 'visible') {
      const home = await request<Home>('/home').catch(() => null);
      const rows = home?.needsYou.filter((row) => row.author.id === memberId && row.unread) ?? [];
      for (const row of rows.filter((candidate) => !told(candidate))) {
        tell({
          discussionId: row.id,
          path: `/discussions/${row.id}-${row.slug}?at=first-unread`,
          title: row.title,
          by: '',
        });
      }
      if (home) seen = new Map([...(seen ?? []), ...rows.map((row) => [row.id, row.lastNumber] as const)]);
    }
    if (connection.value !== 'up') timer = setTimeout(look, EVERY);
  }

  watch(
    connection,
    (state) => {
      clearTimeout(timer);
      if (state !== 'up') timer = setTimeout(look, PATIENCE);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
}
