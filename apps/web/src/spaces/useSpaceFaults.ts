import { useI18n } from 'vue-i18n';
import { FAULT_MAX, spaceFaults, type SpaceWords } from './space-words';

export function useSpaceFaults() {
  const { t } = useI18n();
  return (words: SpaceWords): Record<string, string> =>
    Object.fromEntries(
      Object.entries(spaceFaults(words)).map(([field, fault]) => [
        field,
        t(`spaces.form.faults.${fault}`, { max: FAULT_MAX[fault] }),
      ]),
    );
}
