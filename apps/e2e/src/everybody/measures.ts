import axe from 'axe-core';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds, one line a thing. It is brought into a page once: that takes longer than its work. */
export async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (tags) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const found = await run(document, {
      resultTypes: ['violations'],
      runOnly: { type: 'tag', values: tags },
    });
    return found.violations;
  }, TAGS);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  );
}

/** What makes a page scroll sideways. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 0 && right > room + 1;
    });
    return [
      `${document.documentElement.scrollWidth} px`,
      ...wide.map((element) => element.outerHTML.slice(0, 120)),
    ];
  });

/** Targets of a pointer that are smaller than 24 px; links within a sentence may be as high as its line. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const LEAST = 24;
    const CONTROLS =
      'a[href], button, input, select, textarea, summary, [role=menuitem], [role=option], [contenteditable=true]';
    const inSentence = (element: Element) =>
      element.matches('a') &&
      getComputedStyle(element).display === 'inline' &&
      [...element.parentElement!.childNodes].some(
        (node) => node !== element && node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '',
      );
    const sizeOf = (element: Element) => {
      // Its label is part of a choice's target.
      const label = element instanceof HTMLInputElement ? (element.labels?.[0] ?? null) : null;
      const boxes = [element, ...(label ? [label] : [])].map((part) => part.getBoundingClientRect());
      return {
        width: Math.max(...boxes.map(({ width }) => width)),
        height: Math.max(...boxes.map(({ height }) => height)),
      };
    };
    return [...document.querySelectorAll(CONTROLS)]
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) && !element.closest('.visually-hidden'),
      )
      .filter((element) => !inSentence(element))
      .map((element) => ({ element, ...sizeOf(element) }))
      .filter(({ width, height }) => width > 1 && (width < LEAST - 0.01 || height < LEAST - 0.01))
      .map(
        ({ element, width, height }) =>
          `${Math.round(width)}×${Math.round(height)} ${element.outerHTML.slice(0, 140)}`,
      );
  });

/** Text in a size that no token names; a number in a raised or drawn sign is none of the letters. */
export const oddLetters = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const SIZES = ['16px', '18px', '22px', '28px', '40px'];
    const says = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    return [...document.querySelectorAll('body *')]
      .filter((element) => says(element) && !element.closest('sup, sub, svg, noscript, script, style'))
      .map((element) => ({ element, size: getComputedStyle(element).fontSize }))
      .filter(({ size }) => !SIZES.includes(size))
      .map(({ element, size }) => `letters of ${size}: ${element.outerHTML.slice(0, 80)}`);
  });
