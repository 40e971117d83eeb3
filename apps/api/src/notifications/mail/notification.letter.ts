import { Injectable, type OnModuleInit } from '@nestjs/common';
import { didKey } from '@fingerpost/contracts/inbox';
import { t } from '@fingerpost/messages';
import { isSwitchedOff } from '../../access/subjects.js';
import { Clock } from '../../config/clock.js';
import { Database } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import type { Block, Letter, Unsent } from '../../mail/letter.js';
import { GIVEN_UP_AFTER } from '../../mail/patience.js';
import { MailTemplates, type Sender } from '../../mail/templates.js';
import { UnsubscribeLinks } from '../unsubscribe/unsubscribe-links.js';
import { joinLevels, mayCome } from '../levels.js';
import { COLUMNS, shown, toNotification, type NotificationRow } from '../notification.rows.js';
import { wayFor } from './effective-way.js';
import { forMail } from './post-in-mail.js';
import { SubjectLetters } from './subject-letters.js';
import { afterQuiet } from './quiet-hours.js';

export const NOTIFICATION_LETTER = 'notifications.one';

interface Subject {
  personId: number;
  activityId: number;
}

const FIND = statement(
  'notification-letter',
  `SELECT ${COLUMNS}, n.post_id, (SELECT happened.data FROM activity happened WHERE happened.id = n.activity_id) AS data, p.html, source.text, p.parent_id, d.kind AS discussion_kind,
     (SELECT id FROM posts opening WHERE opening.discussion_id = d.id AND opening.number = 1) AS opening_id,
     ${wayFor('n.reason', 'ns')} AS way,
     NOT ${mayCome('n.reason', 'n.person_id', 'n.space_id')} AS muted
   ${shown(
     '$1',
     `LEFT JOIN notification_settings ns ON ns.person_id = n.person_id
      ${joinLevels('n.person_id', 'n.discussion_id', 'n.space_id')}`,
   )} AND n.person_id = $1 AND n.activity_id = $2`,
);

/** What is asked last: whether quiet hours are on, and whether the digest went past this while it was to come by mail. */
const ASK = statement(
  'notification-letter-when',
  `SELECT ${afterQuiet('$3', 'ns')} AS due, coalesce(a.turn <= i.digest_turn, false) AS passed
   FROM inboxes i JOIN activity a ON a.id = $2 LEFT JOIN notification_settings ns ON ns.person_id = i.person_id
   WHERE i.person_id = $1`,
);

/** When what is about a part of the site that is switched off was told. */
const OFF = statement(
  'notification-letter-off',
  `SELECT n.at FROM notifications n WHERE n.person_id = $1 AND n.activity_id = $2 AND ${isSwitchedOff('n.subject_kind')}`,
);
/** How often mail that waits for a part of the site looks whether it is there again. */
const LOOK_AGAIN = 15;

interface Row extends NotificationRow {
  [column: string]: unknown;
  post_id: number | null;
  html: string | null;
  parent_id: number | null;
  opening_id: number | null;
  discussion_kind: string | null;
  way: string;
  muted: boolean;
  data: Record<string, unknown>;
}

/** One mail about one notification, written when it goes: what may no longer be told is not told. */
@Injectable()
export class NotificationLetter implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly templates: MailTemplates,
    private readonly links: UnsubscribeLinks,
    private readonly subjects: SubjectLetters,
  ) {}

  onModuleInit(): void {
    this.templates.add<Subject>(NOTIFICATION_LETTER, (data, _recipient, sender) =>
      this.compose(data, sender),
    );
  }

  private async compose({ personId, activityId }: Subject, sender: Sender): Promise<Letter | Unsent> {
    const row = await this.db.one<Row>(FIND, [personId, activityId]);
    if (!row) return this.unseen(personId, activityId);
    if (row.read) return { skip: 'read' };
    if (row.muted) return { skip: 'muted' };
    const now = this.clock.now();
    const asked = (await this.db.one<{ due: Date; passed: boolean }>(ASK, [personId, activityId, now]))!;
    // What no digest will bring any more is mailed though its member has chosen the digest since.
    if (row.way !== 'now' && !(row.way === 'digest' && asked.passed))
      return { skip: 'not wanted at once any more' };
    if (asked.due > now) return { later: asked.due };
    if (row.subject_kind !== null) return this.thing(row, personId, activityId, sender);
    return row.post_id === null
      ? this.about(row, personId, activityId, sender)
      : this.post(row, personId, sender);
  }

  /** What a part of the site is about waits while that is switched off, as long as any mail waits: by mistake or for a day, it is not lost. */
  private async unseen(personId: number, activityId: number): Promise<Unsent> {
    const off = await this.db.one<{ at: Date }>(OFF, [personId, activityId]);
    if (!off) return { skip: 'not for this member any more' };
    if (this.clock.now().getTime() - off.at.getTime() > GIVEN_UP_AFTER)
      return { skip: 'about a part of the site that is switched off' };
    return { later: this.clock.minutesFromNow(LOOK_AGAIN) };
  }

  /** What happened to a post, with its words. */
  private async post(row: Row, personId: number, sender: Sender): Promise<Letter> {
    const { path, thread, reason } = toNotification(row);
    const id = (post: number) => `<post.${post}@${sender.host}>`;
    const opening = row.opening_id === row.post_id;
    // Whoever was told of the post itself has its Message-ID already.
    const again = reason === 'accepted';
    const before = [row.opening_id, row.parent_id].filter((post) => post !== null && post !== row.post_id);
    const mute = await this.links.of(personId, { what: 'discussion', id: row.discussion_id! });
    return {
      subject: opening ? row.title : `Re: ${row.title}`,
      messageId: again ? undefined : id(row.post_id!),
      references: [...new Set(before.map((post) => id(post!))), ...(again ? [id(row.post_id!)] : [])],
      list: { id: `discussion-${row.discussion_id}.${sender.host}`, unsubscribe: sender.address + mute },
      blocks: [
        {
          say: `${this.what(row)} ${t('mail.notification.where', { title: row.title, space: row.space_name })}`,
        },
        { post: forMail(row.html ?? '', sender.address) },
        { link: sender.address + path, label: t('mail.notification.read') },
        ...this.foot(
          row,
          sender,
          thread && { link: sender.address + mute, label: t('mail.notification.mute') },
        ),
      ],
    };
  }

  /** What happened to a thing, in its feature's words or in the usual ones. */
  private async thing(
    row: Row,
    personId: number,
    activityId: number,
    sender: Sender,
  ): Promise<Letter | Unsent> {
    const { path, subject } = toNotification(row);
    const told = {
      personId,
      activityId,
      kind: row.kind,
      reason: row.reason,
      subjectId: row.subject_id,
      title: subject!.title,
      path,
      data: row.data,
      name: this.who(row),
    };
    const written = await this.subjects.write(row.subject_kind!, told, sender);
    if (written && ('skip' in written || 'later' in written)) return written;
    const said = written ?? {
      subject: `${this.what(row)}: ${told.title}`,
      blocks: [
        { say: `${this.what(row)}: ${told.title}.` },
        { link: sender.address + path, label: t('mail.notification.open') },
      ],
    };
    const stop = await this.links.of(personId, { what: 'reason', reason: row.reason });
    return {
      ...said,
      messageId: `<activity.${activityId}@${sender.host}>`,
      list: {
        id: `${row.subject_kind}-${row.subject_id}.${sender.host}`,
        unsubscribe: sender.address + stop,
      },
      blocks: [
        ...said.blocks,
        ...this.foot(row, sender, { link: sender.address + stop, label: t('mail.notification.stop') }),
      ],
    };
  }

  /** What is about no post: somebody asks to join, a report is decided. */
  private async about(row: Row, personId: number, activityId: number, sender: Sender): Promise<Letter> {
    const { path } = toNotification(row);
    const stop = await this.links.of(personId, { what: 'reason', reason: row.reason });
    const what = `${this.what(row)}: ${row.space_name}`;
    return {
      subject: what,
      messageId: `<activity.${activityId}@${sender.host}>`,
      list: { id: `space-${row.space_id}.${sender.host}`, unsubscribe: sender.address + stop },
      blocks: [
        { say: `${what}.` },
        { link: sender.address + path, label: t(`mail.notification.see.${row.reason}`) },
        ...this.foot(row, sender, { link: sender.address + stop, label: t('mail.notification.stop') }),
      ],
    };
  }

  private what(row: Row): string {
    return t(didKey(row), { name: this.who(row) });
  }

  private who({ actor_name: name, actor_organisation: organisation }: Row): string {
    return (organisation ? `${name} (${organisation})` : name) ?? t('mail.notification.somebody');
  }

  private foot(row: Row, sender: Sender, stop: { link: string; label: string } | null): Block[] {
    return [
      { say: t(`mail.notification.why.${row.reason}`, { space: row.space_name ?? '' }) },
      {
        links: [
          ...(stop ? [stop] : []),
          { link: `${sender.address}/me/notifications`, label: t('mail.notification.choose') },
        ],
      },
    ];
  }
}
