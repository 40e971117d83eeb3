import { TITLE_MAX, TITLE_MIN } from '@fingerpost/contracts/limits';
import { PLAIN_FIELDS, ROWS, ROWS_NAMES, type FieldPlan } from './record-fields';
import type { PartnershipWords, Row } from './partnership-words';

/** What is amiss, by the path of the field; the words for each are in `partnerships.form.faults`. */
export type Fault =
  | 'name'
  | 'nation'
  | 'scale'
  | 'area'
  | 'lat'
  | 'lon'
  | 'pinLabel'
  | 'required'
  | 'choose'
  | 'address'
  | 'date';

const within = (text: string, most: number) => text.trim() !== '' && Math.abs(Number(text)) <= most;
const isAddress = (text: string) => {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
};
const isDate = (text: string) =>
  /^[12]\d{3}(-\d\d(-\d\d)?)?$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

function faultOf({ as, required }: FieldPlan, given: string | undefined): Fault | null {
  const text = (given ?? '').trim();
  if (text === '') return required ? (as === 'choice' ? 'choose' : 'required') : null;
  if (as === 'address' && !isAddress(text)) return 'address';
  return as === 'date' && !isDate(text) ? 'date' : null;
}

const faulty = (path: string, fault: Fault | null): [string, Fault][] => (fault ? [[path, fault]] : []);

/** What the browser can tell by itself. */
export function faultsOf(words: PartnershipWords): Record<string, Fault> {
  const plain = PLAIN_FIELDS.flatMap((plan) =>
    faulty(plan.name, faultOf(plan, words[plan.name as keyof PartnershipWords] as string)),
  );
  const rows = ROWS_NAMES.flatMap((name) =>
    words[name].flatMap((row, i) =>
      ROWS[name].flatMap((plan) => faulty(`${name}.${i}.${plan.name}`, faultOf(plan, row[plan.name]))),
    ),
  );
  return { ...Object.fromEntries([...plain, ...rows]), ...ownFaults(words) };
}

/** What is said better, or needs more than one field. */
function ownFaults(words: PartnershipWords): Record<string, Fault> {
  const placed = words.pinLabel.trim() + words.pinLat.trim() + words.pinLon.trim() !== '';
  const length = words.name.trim().length;
  return {
    ...((length < TITLE_MIN || length > TITLE_MAX) && { name: 'name' as const }),
    ...(!words.nation && { nation: 'nation' as const }),
    ...(!words.scale && { scale: 'scale' as const }),
    ...(!words.area.trim() && { area: 'area' as const }),
    ...(placed && !words.pinLabel.trim() && { pinLabel: 'pinLabel' as const }),
    ...(placed && !within(words.pinLat, 90) && { pinLat: 'lat' as const }),
    ...(placed && !within(words.pinLon, 180) && { pinLon: 'lon' as const }),
  };
}

/** Rows in which nothing was typed are no rows; so the numbers of the others are those that the server hears. */
export function withoutEmptyRows(words: PartnershipWords): void {
  const typed = (plans: readonly FieldPlan[]) => (row: Row) =>
    plans.some(({ name, as }) => as !== 'check' && (row[name] ?? '').trim() !== '');
  for (const name of ROWS_NAMES)
    if (!words[name].every(typed(ROWS[name]))) words[name] = words[name].filter(typed(ROWS[name]));
}

/** From the path of the server's fault to the field that shows it. */
export function fieldOf(path: string): string {
  const [first = '', second = ''] = path.split('.');
  if (ROWS_NAMES.some((name) => name === first)) return path;
  const joined = first + second.charAt(0).toUpperCase() + second.slice(1);
  return PLAIN_FIELDS.some(({ name }) => name === joined) ? joined : first;
}
