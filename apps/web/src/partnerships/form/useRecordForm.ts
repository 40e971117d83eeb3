import { useI18n } from 'vue-i18n';
import { fieldWords } from '../../api/problem-words';
import { useForm } from '../../ui/use-form';
import { NO_WORDS, toSend, type PartnershipWords, type Sent } from './partnership-words';
import { faultsOf, fieldOf, withoutEmptyRows, type Fault } from './record-faults';

/** The form of a record, new or old: checks the words, and puts the server's faults beside their fields. */
export function useRecordForm<T>(plan: {
  words: PartnershipWords;
  /** Fields that only some forms have. */
  fields?: readonly string[];
  check?: () => Record<string, string | false>;
  send: (sent: Sent) => Promise<T>;
  done: (answer: T) => unknown;
}) {
  const { t } = useI18n();
  /** Of a row it is said which of its fields is meant: the summary shows the words away from it. */
  const faultWords = (path: string, fault: Fault): string => {
    const words = t(`partnerships.form.faults.${fault}`);
    const [rows, , field] = path.split('.');
    return field
      ? t('partnerships.form.faults.of', { field: t(`partnerships.form.${rows}.${field}`), words })
      : words;
  };

  return useForm({
    name: 'partnership',
    fields: [...Object.keys(NO_WORDS), ...(plan.fields ?? [])],
    check: () => {
      withoutEmptyRows(plan.words);
      const found = Object.entries(faultsOf(plan.words)).map(([path, fault]) => [
        path,
        faultWords(path, fault),
      ]);
      return { ...Object.fromEntries(found), ...plan.check?.() };
    },
    send: () => plan.send(toSend(plan.words)),
    done: plan.done,
    explain: (problem) => {
      if (problem.status === 409) return { name: t('partnerships.form.stale') };
      const moved = problem.errors.flatMap(({ path, message }): [string, string | null][] => {
        const field = fieldOf(path);
        return field === path
          ? []
          : [
              [path, null],
              [field, fieldWords(t, message)],
            ];
      });
      return Object.fromEntries(moved);
    },
  });
}
