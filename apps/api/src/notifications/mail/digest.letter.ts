import { Injectable, type OnModuleInit } from '@nestjs/common';
import { didKey } from '@fingerpost/contracts/inbox';
import type { Reason } from '@fingerpost/contracts/notifications';
import { t } from '@fingerpost/messages';
import { Database } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import type { Block, Letter, Unsent } from '../../mail/letter.js';
import { MailTemplates, type Sender } from '../../mail/templates.js';
import { UnsubscribeLinks } from '../unsubscribe/unsubscribe-links.js';
import { DIGEST } from './digest.statement.js';

export const DIGEST_LETTER = 'notifications.digest';

const NEWS = statement('digest-news', DIGEST);

interface Range {
  personId: number;
  since: number;
  upto: number;
}
/** A thread: a discussion with its news, or a space that somebody asks to join. */
interface Thread {
  [column: string]: unknown;
  discussion_id: number | null;
  title: string;
  slug: string;
  /** A thing that is no discussion. */
  subject_title: string | null;
  subject_path: string | null;
  kind: string;
  space_slug: string;
  space_name: string | null;
  personal: boolean;
  posts: number;
  number: number;
  /** Why it concerns them: its posts, and that an answer is accepted. */
  reason: Reason | null;
  accepted: Reason | null;
  actor: string | null;
  words: string | null;
  threads: number;
  personal_threads: number;
}

/** What was new in some turns, as it may be told when the mail goes. */
@Injectable()
export class DigestLetter implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly templates: MailTemplates,
    private readonly links: UnsubscribeLinks,
  ) {}

  onModuleInit(): void {
    this.templates.add<Range>(DIGEST_LETTER, (range, _recipient, sender) => this.compose(range, sender));
  }

  private async compose({ personId, since, upto }: Range, sender: Sender): Promise<Letter | Unsent> {
    const shown = await this.db.query<Thread>(NEWS, [personId, since, upto]);
    if (shown.length === 0) return { skip: 'nothing is new any more' };
    const { threads, personal_threads } = shown[0]!;
    const stop = sender.address + (await this.links.of(personId, { what: 'digest' }));
    const left = threads - shown.length;
    const rest = personal_threads > shown.length ? '/inbox' : '/discussions';
    return {
      subject: t('mail.digest.subject', { site: sender.site, count: threads }),
      list: { id: `digest.${sender.host}`, unsubscribe: stop },
      blocks: [
        { say: t('mail.digest.lead') },
        ...forYou(
          shown.filter(({ personal }) => personal),
          sender,
        ),
        ...bySpace(
          shown.filter(({ personal }) => !personal),
          sender,
        ),
        ...(left > 0 ? [{ link: sender.address + rest, label: t('mail.digest.more', { count: left }) }] : []),
        { say: t('mail.digest.why') },
        {
          links: [
            { link: stop, label: t('mail.digest.stop') },
            { link: `${sender.address}/me/notifications`, label: t('mail.digest.choose') },
          ],
        },
      ],
    };
  }
}

const forYou = (threads: Thread[], sender: Sender): Block[] =>
  threads.length === 0
    ? []
    : [{ heading: t('mail.digest.forYou') }, ...threads.flatMap((each) => blocksOf(each, sender))];

const bySpace = (threads: Thread[], sender: Sender): Block[] =>
  [...Map.groupBy(threads, ({ space_name }) => space_name)].flatMap(([space, theirs]) => [
    { heading: space ?? t('mail.digest.everywhere') },
    ...theirs.flatMap((each) => blocksOf(each, sender)),
  ]);

/** A thread with how much is new, why it may concern the member, and the last of its posts. */
function blocksOf(thread: Thread, { address }: Sender): Block[] {
  const { posts, number, space_slug, discussion_id, title, slug } = thread;
  const space = thread.space_name ?? '';
  const name = thread.actor ?? t('mail.notification.somebody');
  if (thread.subject_path !== null)
    return [
      { link: address + thread.subject_path, label: thread.subject_title ?? '' },
      { say: `${t(didKey({ reason: thread.reason ?? 'watch_space', kind: thread.kind }), { name })}.` },
    ];
  if (thread.reason === 'report_decided')
    return [{ link: `${address}/spaces/${space_slug}`, label: t('mail.digest.decided', { space }) }];
  if (discussion_id === null)
    return [
      { link: `${address}/spaces/${space_slug}/members`, label: t('mail.digest.asks', { name, space }) },
    ];
  const words = (thread.words ?? '').replace(/\s+/g, ' ').trim();
  return [
    { link: `${address}/discussions/${discussion_id}-${slug}?at=${number}#post-${number}`, label: title },
    {
      say: [
        ...(thread.personal ? [t('mail.digest.in', { space })] : []),
        ...(posts > 0 ? [t('mail.digest.news', { count: posts }) + '.'] : []),
        ...[thread.reason, thread.accepted].filter(Boolean).map((reason) => t(`mail.digest.for.${reason}`)),
        ...(posts > 0 ? [t('mail.digest.latest', { name, words })] : []),
      ].join(' '),
    },
  ];
}
