import { nextTick, reactive, type Reactive } from 'vue';
import { useI18n } from 'vue-i18n';
import { isProblem, type Problem } from '../api/problem';
import { fieldWords } from '../api/problem-words';

type Faults = Record<string, string | false | null | undefined>;

export interface FormPlan<T> {
  /** Makes the fields' ids, so that two forms of one page never share one. */
  name: string;
  /** The paths that the server may name. */
  fields: readonly string[];
  /** What the form still loads of itself: whoever is quicker is not told that a choice is missing. */
  ready?: () => Promise<unknown>;
  /** What the browser can tell by itself: path, then words. */
  check?: () => Faults;
  send: () => Promise<T>;
  done?: (answer: T) => unknown;
  /** A refusal that this form can say better: path, then words. */
  explain?: (problem: Problem) => Faults | undefined;
}

export interface Form {
  /** For `UiErrorSummary`: what is amiss by field, the refusal as a whole, and where the fields are. */
  errors: Record<string, string>;
  problem: unknown;
  ids: Record<string, string>;
  busy: boolean;
  /** For `UiField`: its id and what is amiss with it. */
  field: (path: string) => { id: string; error: string | undefined };
  submit: () => Promise<void>;
}

const said = (faults: Faults): Record<string, string> =>
  Object.fromEntries(Object.entries(faults).filter((entry): entry is [string, string] => Boolean(entry[1])));

const some = (errors: Record<string, string>) => Object.keys(errors).length > 0;

/** One form: checks, sends once at a time, keeps every word, and says beside each field what was refused. */
export function useForm<T>(plan: FormPlan<T>): Reactive<Form> {
  const { t } = useI18n();
  const ids = Object.fromEntries(
    plan.fields.map((path) => [path, `${plan.name}-${path.replaceAll('.', '-')}`]),
  );

  const form: Reactive<Form> = reactive<Form>({
    errors: {},
    problem: null,
    ids,
    busy: false,
    field: (path) => ({ id: ids[path] ?? path, error: form.errors[path] }),
    async submit() {
      if (form.busy) return;
      form.busy = true;
      try {
        if (plan.ready) {
          // Of a load that failed the check has the words.
          await plan.ready().catch(() => undefined);
          // What watches the load has chosen for the form by then.
          await nextTick();
        }
        form.errors = said(plan.check?.() ?? {});
        form.problem = null;
        if (some(form.errors)) return;
        const answer = await plan.send();
        await plan.done?.(answer);
      } catch (error) {
        refuse(error);
      } finally {
        form.busy = false;
      }
    },
  });

  function refuse(error: unknown) {
    if (!isProblem(error)) {
      form.problem = error;
      return;
    }
    const told = Object.fromEntries(error.errors.map(({ path, message }) => [path, fieldWords(t, message)]));
    form.errors = said({ ...told, ...plan.explain?.(error) });
    form.problem = some(form.errors) ? null : error;
  }

  return form;
}
