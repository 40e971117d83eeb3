import { useRoute, useRouter } from 'vue-router';
import type { Me } from '@fingerpost/contracts/accounts';
import { useViewer } from '../api/viewer';
import { nextPath } from './next-path';

/** After signing in: back to where one was, by way of one's name when the site does not know it yet. */
export function useArrival() {
  const route = useRoute();
  const router = useRouter();
  const viewer = useViewer();

  const onward = () => router.replace(nextPath(route.query.next));

  return {
    onward,
    async arrive(member: Me | null) {
      await viewer.changed(member);
      if (member?.needsProfile) await router.replace({ query: { ...route.query, step: 'profile' } });
      else await onward();
    },
  };
}
