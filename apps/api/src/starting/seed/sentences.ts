import type { Random } from './random.js';

// Words without a mark of Markdown or HTML in them, so that a body of them is its own text.
const WHO = [
  'Our library',
  'The outreach team',
  'A colleague in the council',
  'One of our partners',
  'The reading group',
  'Our evidence service',
  'The public library next door',
  'A volunteer',
  'The university',
  'Our trust',
  'The hospice',
  'Somebody on the ward',
  'The patient panel',
  'My predecessor',
  'The partnership',
];
const DID = [
  'has tried',
  'gave up on',
  'pays for',
  'is thinking about',
  'keeps asking about',
  'runs',
  'wrote a page about',
  'could not agree on',
  'has been happy with',
  'counted',
  'put together',
  'is looking for',
  'shared the cost of',
  'has a template for',
  'learned a lot from',
];
const WHAT = [
  'a shared collection of books on long-term conditions',
  'half-hour sessions on finding evidence',
  'a leaflet rack that somebody keeps up to date',
  'walk-in access to electronic journals',
  'a joint induction for new staff',
  'search filters for older people and falls',
  'a small grant for large-print stock',
  'plain English summaries',
  'a rota for the enquiry desk',
  'reading for wellbeing on prescription',
  'a one-page agreement between the libraries',
  'drop-in sessions in the staff restaurant',
  'a list of who to ask about what',
  'translated health information',
  'an online form for literature searches',
  'a stall at the health fair',
  'the statistics that our directors read',
  'a study day in the spring',
];
const WHEN = [
  'since the autumn',
  'for about two years',
  'before the last reorganisation',
  'every other month',
  'during health information week',
  'as long as the funding lasted',
  'with two people and a kettle',
  'in the smallest of our three sites',
  'without asking anybody first',
  'after the network was changed',
  'when the contract was renewed',
  'on a Thursday afternoon',
  'at the end of last term',
  'between two deadlines',
];
const TURN = [
  'and it took less time than we feared',
  'but the room was always booked',
  'and the numbers went up slowly',
  'though nobody had asked for it',
  'and the feedback form had one useful question',
  'but the licence did not allow it',
  'and the nurses told each other about it',
  'so we would do it again',
  'but I would start smaller next time',
  'and our manager noticed',
  'though the first month was quiet',
  'so the money came from two budgets',
  'but the password had to be changed by hand',
  'and we wrote down what we learned',
];
const OPENERS = [
  'Thank you, this helps.',
  'I can add one thing from here.',
  'We had the same question last year.',
  'This is where we stand at the moment.',
  'It depends on who signs the agreement.',
  'Two thoughts on this.',
  'I would be careful with that.',
  'A short answer first, and then the long one.',
  'Not in our experience.',
  'Yes, and there is a reason for it.',
  'This may not travel well between sectors.',
  'I asked around before I wrote this.',
];
const CLOSERS = [
  'Has anybody done this with fewer people?',
  'I am happy to share the document.',
  'What did you do about the cost?',
  'I would like to hear how it went elsewhere.',
  'We meet again next month and I will report back.',
  'Does this work outside a hospital?',
  'That is all I know.',
  'Please say so if you see it differently.',
  'Who else should be asked?',
  'It is written down if anybody wants it.',
];
const DO = [
  'fund',
  'evaluate',
  'advertise',
  'start',
  'share',
  'count',
  'defend',
  'simplify',
  'keep up',
  'hand over',
];
const PLACE = [
  'in a small trust',
  'across two sectors',
  'in a rural county',
  'with one member of staff',
  'before the winter',
  'in a shared building',
  'for night staff',
  'in a public library',
  'for students on placement',
  'when budgets are cut',
];

export function sentence(random: Random): string {
  return `${random.pick(WHO)} ${random.pick(DID)} ${random.pick(WHAT)} ${random.pick(WHEN)}, ${random.pick(TURN)}.`;
}

const WORDS_MIN = 80;
const WORDS_MAX = 400;
/** The opener, the last sentence and the closer come on top of what was wished for; together they have fewer than this. */
const LONGEST_SENTENCE = 50;

/** 80 to 400 words in paragraphs; most posts are short. */
export function body(random: Random): string {
  const wish = WORDS_MIN + Math.floor(random.next() ** 3 * (WORDS_MAX - LONGEST_SENTENCE - WORDS_MIN));
  const paragraphs: string[][] = [[random.pick(OPENERS)]];
  let words = 0;
  while (words < wish) {
    const next = sentence(random);
    words += next.split(' ').length;
    const last = paragraphs.at(-1)!;
    if (last.length >= 4) paragraphs.push([next]);
    else last.push(next);
  }
  paragraphs.at(-1)!.push(random.pick(CLOSERS));
  return paragraphs.map((each) => each.join(' ')).join('\n\n');
}

export function title(random: Random, kind: 'question' | 'discussion' | 'announcement'): string {
  const what = random.pick(WHAT);
  if (kind === 'question') return `How do you ${random.pick(DO)} ${what} ${random.pick(PLACE)}?`;
  if (kind === 'announcement') return `News: ${what} ${random.pick(PLACE)}`;
  return `What we learned from ${what} ${random.pick(PLACE)}`;
}

export const TAGS = [
  'evidence',
  'leaflets',
  'training',
  'partnerships',
  'reading',
  'access',
  'funding',
  'outreach',
  'statistics',
  'wellbeing',
  'licences',
  'inductions',
];
