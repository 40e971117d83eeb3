import type { Person } from '@fingerpost/contracts/accounts';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import type { Sector } from '@fingerpost/contracts/organisations';

export const SECTORS: Sector[] = [
  'nhs',
  'university',
  'public-library',
  'council',
  'charity',
  'patient-voice',
  'other',
];

export const librarian: Person = {
  id: 1,
  kind: 'member',
  name: 'Librarian at an NHS trust',
  sector: 'nhs',
  organisation: 'Example partnership (demonstration)',
};

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export const discussion = (more: Partial<DiscussionSummary> = {}): DiscussionSummary => ({
  id: 12,
  slug: 'logging-searches',
  kind: 'question',
  title: 'How do you log evidence searches so that the second person does not do them again?',
  excerpt: 'We keep a spreadsheet, and nobody looks in it. I would like to hear from anyone who moved on.',
  tags: ['searching'],
  space: { id: 1, slug: 'evidence-searching', name: 'Evidence searching', visibility: 'public' },
  author: librarian,
  createdAt: ago(3000),
  lastActivityAt: ago(8),
  replyCount: 12,
  lastNumber: 13,
  answered: true,
  pinned: false,
  closed: false,
  version: 13,
  unread: 3,
  readNumber: 10,
  ...more,
});

export const HTML = `<p>We moved the log into the <strong>library system</strong>, with <a href="https://example.org">three fields</a> and no more.</p>
<h2>What we record</h2><ul><li>the question as it was asked</li><li>who searched, and <code>when</code></li></ul>
<blockquote><p>Nobody will fill in a fourth field.</p></blockquote>
<table><thead><tr><th>Field</th><th>Filled in</th></tr></thead><tbody><tr><td>Question</td><td>always</td></tr><tr><td>Reason</td><td>hardly ever</td></tr></tbody></table>
<pre><code>(falls OR falling) AND (ward* OR inpatient*)</code></pre>`;
