import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useQueryClient } from '@tanstack/vue-query';
import type { Role, Space, SpaceMember } from '@fingerpost/contracts/spaces';
import { isCode } from '../api/problem';
import { problemKey } from '../api/problem-words';
import { toast } from '../ui/toasts';
import { changeMember, removeMember } from './spaces.api';
import { spaceKeys } from './spaces.queries';

/** What moderators do with members. One at a time; each says what it did, and what is shown is read anew. */
export function useMembers(space: () => Space) {
  const { t } = useI18n();
  const client = useQueryClient();
  const busy = ref<number | null>(null);

  async function doing(member: SpaceMember, verb: () => Promise<unknown>, said: string): Promise<boolean> {
    if (busy.value !== null) return false;
    busy.value = member.person.id;
    try {
      await verb();
      await client.invalidateQueries({ queryKey: spaceKeys.all });
      toast(said);
      return true;
    } catch (error) {
      toast(t(isCode(error, 'last_owner') ? 'spaces.membersPage.lastOwner' : problemKey(error)), {
        look: 'bad',
      });
      return false;
    } finally {
      busy.value = null;
    }
  }

  const name = (member: SpaceMember) => ({ name: member.person.name });
  const slug = () => space().slug;
  return {
    busy,
    admit: (member: SpaceMember) =>
      doing(
        member,
        () => changeMember(slug(), member.person.id, { state: 'active' }),
        t('spaces.membersPage.admitted', name(member)),
      ),
    refuse: (member: SpaceMember) =>
      doing(
        member,
        () => removeMember(slug(), member.person.id),
        t('spaces.membersPage.refused', name(member)),
      ),
    remove: (member: SpaceMember) =>
      doing(
        member,
        () => removeMember(slug(), member.person.id),
        t('spaces.membersPage.removed', name(member)),
      ),
    setRole: (member: SpaceMember, role: Role) =>
      doing(
        member,
        () => changeMember(slug(), member.person.id, { role }),
        t('spaces.membersPage.roleChanged', { ...name(member), role: t(`spaces.role.${role}`) }),
      ),
  };
}
