import type { CampaignYear } from '@fingerpost/contracts/campaigns';

type Theme = CampaignYear['themes'][number];

/** Themes as a person types them: a line for each day, its date before it. */
export const themesToText = (themes: readonly Theme[]): string =>
  themes.map(({ on, title }) => `${on} ${title}`).join('\n');

/** The themes of a text with the lines that they stand on, or the number of the first line that is none. */
export function themesOf(text: string): { themes: Theme[]; lines: number[]; fault: number | null } {
  const themes: Theme[] = [];
  const lines: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, on, title] = /^\s*(\d{4}-\d\d-\d\d)\s+(\S.*)$/.exec(line) ?? [];
    if (!on || !title) return { themes, lines, fault: index + 1 };
    themes.push({ on, title: title.trim() });
    lines.push(index + 1);
  }
  return { themes, lines, fault: null };
}
