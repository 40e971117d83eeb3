import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { problemKey } from '../api/problem-words';
import { request } from '../api/request';
import { useViewer } from '../api/viewer';
import { toast } from '../ui/toasts';
import { focusPage } from './focus';

/** Ends this sign-in, forgets what only a member may see, and goes home. */
export function useSignOut() {
  const { t } = useI18n();
  const router = useRouter();
  const viewer = useViewer();
  return async () => {
    try {
      await request<void>('/auth/sign-out', { method: 'POST', body: { everywhere: false } });
      await router.push('/');
      await viewer.changed(null);
      focusPage();
      toast(t('common.person.signedOut'));
    } catch (error) {
      toast(t(problemKey(error)), { look: 'bad' });
    }
  };
}
