import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Reason } from '@fingerpost/contracts/notifications';
import { t } from '@fingerpost/messages';
import { Database } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import type { Block, Letter, Unsent } from '../../mail/letter.js';
import { MailTemplates, type Sender } from '../../mail/templates.js';
import { UnsubscribeLinks } from '../unsubscribe/unsubscribe-links.js';
import { DIGEST } from './digest.statement.js';

export const DIGEST_LETTER = 'notifications.digest';
/** More is not read in a mail. */
const SHOWN = 25;

const NEWS = statement('digest-news', DIGEST);

interface Range {
  personId: number;
  since: number;
  upto: number;
}
interface News {
  [column: string]: unknown;
  kind: string;
  discussion_id: number | null;
  title: string;
  slug: string;
  number: number;
  space_id: number;
  space_slug: string;
  space_name: string;
  actor: string | null;
  words: string | null;
  reason: Reason | null;
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
    const news = await this.db.query<News>(NEWS, [personId, since, upto]);
    if (news.length === 0) return { skip: 'nothing is new any more' };
    const threads = [
      ...Map.groupBy(news, (row) => row.discussion_id ?? `${row.reason}-${row.space_id}`).values(),
    ];
    const stop = sender.address + (await this.links.of(personId, { what: 'digest' }));
    const left = threads.length - SHOWN;
    return {
      subject: t('mail.digest.subject', { site: sender.site, count: threads.length }),
      list: { id: `digest.${sender.host}`, unsubscribe: stop },
      blocks: [
        { say: t('mail.digest.lead') },
        ...bySpace(threads.slice(0, SHOWN), sender),
        ...(left > 0
          ? [{ link: `${sender.address}/discussions`, label: t('mail.digest.more', { count: left }) }]
          : []),
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

const bySpace = (threads: News[][], sender: Sender): Block[] =>
  [...Map.groupBy(threads, ([first]) => first!.space_name)].flatMap(([space, theirs]) => [
    { heading: space },
    ...theirs.flatMap((rows) => thread(rows, sender)),
  ]);

/** A discussion with its news: how many, why it may concern the member, and the last of them. */
function thread(rows: News[], { address }: Sender): Block[] {
  const first = rows[0]!;
  const somebody = t('mail.notification.somebody');
  if (first.reason === 'report_decided')
    return [
      {
        link: `${address}/spaces/${first.space_slug}`,
        label: t('mail.digest.decided', { space: first.space_name }),
      },
    ];
  if (first.discussion_id === null)
    return [
      {
        link: `${address}/spaces/${first.space_slug}/members`,
        label: t('mail.digest.asks', { name: rows.at(-1)!.actor ?? somebody, space: first.space_name }),
      },
    ];
  const posts = rows.filter(({ kind }) => kind !== 'answer.accepted');
  const reasons = [posts, rows.filter((row) => !posts.includes(row))].map(
    (some) => some.find(({ reason }) => reason && !reason.startsWith('watch'))?.reason,
  );
  const latest = posts.at(-1);
  const words = (latest?.words ?? '').replace(/\s+/g, ' ').trim();
  return [
    {
      link: `${address}/discussions/${first.discussion_id}-${first.slug}?at=${first.number}#post-${first.number}`,
      label: first.title,
    },
    {
      say: [
        ...(latest ? [t('mail.digest.news', { count: posts.length }) + '.'] : []),
        ...reasons.filter(Boolean).map((reason) => t(`mail.digest.for.${reason}`)),
        ...(latest ? [t('mail.digest.latest', { name: latest.actor ?? somebody, words })] : []),
      ].join(' '),
    },
  ];
}
