/**
 * What a list is called when it is narrowed, so that tabs, the history and results of a search tell lists apart.
 * For both writers of HTML, each with its own `t`.
 */
import { monthWords } from './events.js';

type Translate = (key: string, values?: Record<string, string>) => string;
type Named = { slug: string; name: string };

const narrowed = (t: Translate, part: string, title: string, choices: (string | false | undefined)[]) => {
  const chosen = choices.filter(Boolean).join(', ');
  return chosen ? t(`${part}.titleNarrowed`, { title, choices: chosen }) : title;
};
const nameOf = (spaces: readonly Named[], space: string | undefined) =>
  spaces.find(({ slug }) => slug === space)?.name;

export function discussionsTitle(
  t: Translate,
  {
    space,
    status,
    tag,
  }: { space?: string | undefined; status?: string | undefined; tag?: string | undefined },
  spaces: readonly Named[],
): string {
  const all = t(`discussions.list.${status === 'unanswered' ? 'titleUnanswered' : 'title'}`);
  const named = nameOf(spaces, space);
  const placed = named ? t('discussions.list.titleIn', { title: all, space: named }) : all;
  return tag ? t('discussions.list.titleTagged', { title: placed, tag }) : placed;
}

export const eventsTitle = (
  t: Translate,
  {
    view,
    month,
    kind,
    format,
    space,
  }: {
    view: string;
    month?: string | undefined;
    kind?: string | undefined;
    format?: string | undefined;
    space?: string | undefined;
  },
  spaces: readonly Named[],
): string =>
  narrowed(t, 'events.list', t('events.title'), [
    month ? monthWords(month, 'en-GB') : view !== 'upcoming' && t(`events.list.${view}`),
    kind && t(`events.kind.${kind}`),
    format && t(`events.format.${format}`),
    nameOf(spaces, space),
  ]);

export const resourcesTitle = (
  t: Translate,
  {
    kind,
    audience,
    licence,
    tag,
    space,
  }: {
    kind?: string | undefined;
    audience?: string | undefined;
    licence?: string | undefined;
    tag?: string | undefined;
    space?: string | undefined;
  },
  spaces: readonly Named[],
): string =>
  narrowed(t, 'resources.list', t('resources.list.title'), [
    kind && t(`resources.kind.${kind}`),
    audience && t(`common.sector.${audience}`),
    licence && t(`resources.licence.name.${licence}`),
    tag,
    nameOf(spaces, space),
  ]);

/** `names`: the choices of the directory in the order of its page. */
export const partnershipsTitle = <Name extends string>(
  t: Translate,
  filter: { q?: string | undefined } & { [name in Name]?: string | undefined },
  names: readonly Name[],
): string =>
  narrowed(t, 'partnerships', t('partnerships.title'), [
    filter.q,
    ...names.map((name) => {
      const value = filter[name];
      return value && t(name === 'sector' ? `common.sector.${value}` : `partnerships.${name}.${value}`);
    }),
  ]);
