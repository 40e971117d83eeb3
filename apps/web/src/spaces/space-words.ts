import { DESCRIPTION_MAX, NAME_MAX, SUMMARY_MAX } from '@fingerpost/contracts/limits';
import type { SpaceDetail, Visibility } from '@fingerpost/contracts/spaces';

/** What is typed into the form of a space. */
export type SpaceWords = Record<'name' | 'summary' | 'description' | 'visibility', string>;

export const SPACE_FIELDS = ['name', 'summary', 'description', 'visibility'] as const;
export const NO_WORDS: SpaceWords = { name: '', summary: '', description: '', visibility: 'public' };

export type SpaceFault = 'nameMissing' | 'nameLong' | 'summaryLong' | 'descriptionLong';

const NAME_MIN = 2;

export function spaceFaults({
  name,
  summary,
  description,
}: SpaceWords): Partial<Record<keyof SpaceWords, SpaceFault>> {
  const length = name.trim().length;
  return {
    ...(length < NAME_MIN && { name: 'nameMissing' }),
    ...(length > NAME_MAX && { name: 'nameLong' }),
    ...(summary.trim().length > SUMMARY_MAX && { summary: 'summaryLong' }),
    ...(description.length > DESCRIPTION_MAX && { description: 'descriptionLong' }),
  };
}

export const FAULT_MAX: Record<SpaceFault, number> = {
  nameMissing: NAME_MIN,
  nameLong: NAME_MAX,
  summaryLong: SUMMARY_MAX,
  descriptionLong: DESCRIPTION_MAX,
};

export const toSend = ({ name, summary, description, visibility }: SpaceWords) => ({
  name,
  summary,
  description,
  visibility: visibility as Visibility,
});

export const wordsOf = ({ name, summary, description, visibility }: SpaceDetail): SpaceWords => ({
  name,
  summary,
  description: description ?? '',
  visibility,
});
