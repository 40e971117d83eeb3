import { useI18n } from 'vue-i18n';
import type { MemberSector } from '@fingerpost/contracts/partnership-kinds';
import type { Partnership } from '@fingerpost/contracts/partnerships';
import { useForm } from '../ui/use-form';
import {
  FIELD_OF,
  NO_WORDS,
  faultsOf,
  membersOf,
  sectorByWords,
  toSend,
  type PartnershipWords,
  type Sent,
} from './partnership-words';

/** The form of a record, new or old: checks the words, reads the members' lines, and puts the server's faults beside their fields. */
export function useRecordForm<T>(plan: {
  words: PartnershipWords;
  before?: Partnership;
  send: (sent: Sent) => Promise<T>;
  done: (answer: T) => unknown;
}) {
  const { t } = useI18n();
  const sectorWords = (sector: MemberSector) => t(`partnerships.memberSector.${sector}`);
  const members = () => membersOf(plan.words.members, sectorByWords(sectorWords), plan.before?.members);

  return useForm({
    name: 'partnership',
    fields: Object.keys(NO_WORDS),
    check: () => {
      const found = Object.entries(faultsOf(plan.words)).map(([field, fault]) => [
        field,
        t(`partnerships.form.faults.${fault}`),
      ]);
      const odd = members();
      return {
        ...Object.fromEntries(found),
        ...(typeof odd === 'string' && { members: t('partnerships.form.faults.member', { line: odd }) }),
      };
    },
    send: () => {
      const named = members();
      return plan.send(toSend(plan.words, typeof named === 'string' ? [] : named, plan.before));
    },
    done: plan.done,
    explain: (problem) => {
      if (problem.status === 409) return { name: t('partnerships.form.stale') };
      const moved = problem.errors.flatMap(({ path, message }) => {
        const field = FIELD_OF[path] ?? path.split('.')[0]!;
        return field === path ? [] : [[field, t('common.problem.field', { message })]];
      });
      return Object.fromEntries(moved);
    },
  });
}
