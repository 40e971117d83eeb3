import type { Discussion, PostSeen } from '@fingerpost/contracts/discussions';
import { DEPTH_SHOWN } from '@fingerpost/contracts/limits';
import { t } from '@fingerpost/messages';
import { html, raw, type Html } from './html.js';
import { personOf } from './parts.js';
import { timeOf } from './times.js';

// The same markup as apps/web/src/discussions/posts.

export interface Thread {
  discussion: Discussion;
  view: 'flat' | 'threaded';
  /** The view, where the address names it: links to its other places name it too. */
  named: 'flat' | 'threaded' | null;
  /** The numbers that stand on this page. */
  here: ReadonlySet<number>;
  /** The number that the address points to. */
  found: number | null;
  viewerId: number | null;
  now: Date;
}

export const discussionPath = ({ id, slug }: Pick<Discussion, 'id' | 'slug'>): string =>
  `/discussions/${id}-${slug}`;
export const postPath = (discussion: Discussion, number: number, named: Thread['named']): string =>
  `${discussionPath(discussion)}?${named ? `view=${named}&` : ''}at=${number}#post-${number}`;

const isFresh = ({ discussion: { readNumber }, viewerId }: Thread, post: PostSeen): boolean =>
  readNumber !== null &&
  post.number > readNumber &&
  post.state === 'published' &&
  post.author?.id !== viewerId;

export function postList(posts: readonly PostSeen[], thread: Thread): Html {
  const firstFresh =
    thread.view === 'flat' && thread.discussion.readNumber
      ? posts.find((post) => isFresh(thread, post))
      : undefined;
  const line = html`<p class="unread-line">${t('discussions.unread.line')}</p>`;
  return html`<div class="posts">
    ${posts.map((post, at) => html`${at > 0 && post === firstFresh && line}${postItem(post, thread)}`)}
  </div>`;
}

function postItem(post: PostSeen, thread: Thread): Html {
  const { discussion, view, found, now } = thread;
  const removed = post.state === 'removed';
  const isAnswer = discussion.answer?.id === post.id;
  const look = [
    post.number === found && 'post-found',
    isAnswer && 'post-accepted',
    removed && 'post-tombstone',
  ]
    .filter(Boolean)
    .join(' ');
  const { number } = post;
  return html`<article
    id="post-${number}"
    class="post${look && ` ${look}`}"
    ${view === 'threaded' && post.depth > 0 && raw('data-depth="1"')}
    data-number="${number}"
    aria-labelledby="post-${number}-heading"
    tabindex="-1"
  >
    <header class="post-head">
      <h2 id="post-${number}-heading" class="visually-hidden">${heading(post)}</h2>
      ${
        removed
          ? html`<span>${t('discussions.post.removed')}</span>`
          : personOf(post.author, { look: 'post-author', organisation: true })
      }${isAnswer && html`<span class="answered">${t('discussions.post.answer')}</span>`}${isFresh(thread, post) && html`<span class="new">${t('discussions.post.new')}</span>`}<a
        class="post-time"
        href="${postPath(discussion, number, thread.named)}"
        ><span class="visually-hidden">${t('discussions.post.link', { number })} </span
        >${timeOf(post.writtenAt, now)}</a
      >
    </header>
    ${replyTo(post, thread)}${
      removed
        ? former(post)
        : html`<div class="prose post-body">${raw(post.html)}</div>
            ${edited(post, now)}${actions(post, thread, isAnswer)}`
    }
  </article>`;
}

function heading({ number, author, state, inReplyTo }: PostSeen): string {
  if (state === 'removed') return t('discussions.post.headingRemoved', { number });
  const name = author?.name || t('common.person.former');
  return inReplyTo
    ? t('discussions.post.headingReply', { number, name, to: inReplyTo.number })
    : t('discussions.post.heading', { number, name });
}

/** In a thread the indent says whom the first reply answers; deeper, or far from it, it has to be said. */
function replyTo({ depth, inReplyTo }: PostSeen, { discussion, view, named, here }: Thread): Html | false {
  if (!inReplyTo || (view === 'threaded' && depth < DEPTH_SHOWN && here.has(inReplyTo.number))) return false;
  const { number, name } = inReplyTo;
  return html`<p class="post-reply-to">
    <a href="${postPath(discussion, number, named)}"
      >${name ? t('discussions.post.inReplyToName', { number, name }) : t('discussions.post.inReplyTo', { number })}</a
    >
  </p>`;
}

function edited({ editedAt, can }: PostSeen, now: Date): Html | false {
  if (!editedAt) return false;
  const words = html`${t('discussions.post.edited')} ${timeOf(editedAt, now)}`;
  return html`<p class="post-edited">
    ${can.history ? html`<button type="button" class="button button-plain button-small">${words}</button>` : words}
  </p>`;
}

const former = ({ can }: PostSeen): Html | false =>
  can.history &&
  html`<p class="post-edited">
    <button type="button" class="button button-plain button-small">${t('discussions.post.former')}</button>
  </p>`;

/** Drawn for who may act; they need the scripts, which are on their way. */
function actions(
  { can, number, author }: PostSeen,
  { discussion, viewerId }: Thread,
  isAnswer: boolean,
): Html | false {
  const byAnother = viewerId !== null && author?.kind === 'member' && author.id !== viewerId;
  const verbs = [
    discussion.can.reply && number > 1 && 'reply',
    can.accept && (isAnswer ? 'withdraw' : 'accept'),
    can.edit && 'edit',
    can.delete && 'delete',
  ].filter((verb) => verb !== false);
  return (
    (verbs.length > 0 || byAnother) &&
    html`<div class="post-actions">
      ${verbs.map(
        (verb) =>
          html`<button
            type="button"
            class="button button-plain button-small"
            aria-label="${t(`discussions.verb.${verb}To`, { number })}"
          >
            ${t(`discussions.verb.${verb}`)}
          </button>`,
      )}${
        byAnother &&
        html`<button
          type="button"
          class="button button-plain button-small"
          aria-label="${t('discussions.verb.moreTo', { number })}"
          aria-haspopup="menu"
          aria-expanded="false"
        >
          ${t('discussions.verb.more')}
        </button>`
      }
    </div>`
  );
}

/** The accepted answer, before everything else, with the way to where it was said. */
export function acceptedAnswer(discussion: Discussion, named: Thread['named'], now: Date): Html | null {
  const { answer } = discussion;
  return (
    answer &&
    html`<section class="post post-answer" aria-labelledby="accepted-answer">
      <h2 id="accepted-answer" class="post-answer-label answered">${t('discussions.answer.title')}</h2>
      <p class="post-head">
        ${personOf(answer.author, { look: 'post-author', organisation: true })}<span class="post-time"
          >${timeOf(answer.writtenAt, now)}</span
        >
      </p>
      <div class="prose post-body">${raw(answer.html)}</div>
      <p class="small">
        <a href="${postPath(discussion, answer.number, named)}"
          >${t('discussions.answer.place', { number: answer.number })}</a
        >
      </p>
    </section>`
  );
}
