/** Words on the page that are neither strange nor somebody's own. Runs in the page, so it stands alone. */
export function plainWords(): string[] {
  const STRANGE = /[⟦⟧áéíóúýçñÅÉÍÖÛÇÑŠ]/;
  const isPlain = (text: string | null) => text !== null && /[a-z]{2}/i.test(text) && !STRANGE.test(text);
  // What people wrote: posts, titles, names of people, places and the site; and what the browser makes of dates.
  const THEIRS = [
    '.prose',
    '.tag',
    'time',
    '[class^=person]',
    '.site-name',
    '.site-person-name',
    '.discussion-row-title',
    '.discussion-row-excerpt',
    '.search-hit-title',
    '.search-hit-passage',
    '.inbox-title',
    '.inbox-excerpt',
    '.space-card-name',
    '.space-card-summary',
    '.demo-member',
    '.similar-list a',
    'select[name=space]',
    'a[href^="/spaces/"]',
    '.row-list',
    '.member-row h3, .claim-note',
    '.directory-row-name',
    '.thread-head h1',
    '.thread-about a',
    '.coming-up-title',
    '.coming-up-place',
    '.event-row-title, .event-row-place',
    '.event-head h1, .event-place, .event-address',
    '.month-event a, .month-weekday',
    'select[name=zone], select[name=campaign]',
    'a[href^="/collections/"]:not([href*=new])',
    // What the organisers ask.
    'label[for^=answers-]',
    '.resource-row-title',
    '.resource-row-summary',
    '.page-resource h1, .resource-summary',
    '.resource-uses li > p:first-child',
    '.resource-versions li > p:first-child',
    '.campaign-name',
    '.campaign-summary',
    '.campaign-head h1, .campaign-head .lead',
    '.campaign-fact',
    '.campaign-themes',
    '.campaign-sources',
    'script, style',
  ].join();
  const pageHead = '.page-head';
  const named = document.querySelector('main a[href="/spaces"]') !== null;
  const isTheirs = (element: Element) =>
    element.closest(THEIRS) !== null ||
    (named && element.closest(pageHead) !== null && !element.matches('button, a'));

  const found = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (isPlain(node.textContent) && !isTheirs(node.parentElement!)) found.add(node.textContent!.trim());
  for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const text = element.getAttribute(name);
      if (isPlain(text) && !element.matches('time')) found.add(`${name}: ${text}`);
    }
  return [...found];
}
