import { Injectable } from '@nestjs/common';
import type { Discussion, PostPage } from '@fingerpost/contracts/discussions';
import type { Watch } from '@fingerpost/contracts/notifications';
import { t } from '@fingerpost/messages';
import { Discussions } from '../discussions/discussions.service.js';
import { PostQueries } from '../discussions/posts.queries.js';
import { notFound } from '../http/problem.js';
import { isMember } from '../http/viewer.js';
import { Watches } from '../notifications/watches.service.js';
import { html, type Html } from './html.js';
import { waysOf, type ListPlace, type Ways } from './list.address.js';
import type { Elsewhere, Known, Page, Seen } from './page.js';
import { loadMore, pathWith, personOf } from './parts.js';
import { acceptedAnswer, discussionPath, postList, type Thread } from './posts.part.js';
import { threadData } from './structured-data.js';
import { idOf, postQuery, threadAddress, type ThreadAddress } from './thread.address.js';
import { timeOf } from './times.js';
import { watchButton } from './watch.part.js';

/** A discussion as a page: readable whole by links alone, and the same that the client draws. */
@Injectable()
export class DiscussionPage {
  constructor(
    private readonly discussions: Discussions,
    private readonly posts: PostQueries,
    private readonly watches: Watches,
  ) {}

  async write(seen: Seen, idSlug: string): Promise<Page | Elsewhere> {
    const id = idOf(idSlug);
    if (id === null) throw notFound();
    const address = threadAddress(seen.query);
    const { viewer } = seen;
    const [discussion, posts, watch] = await Promise.all([
      this.discussions.detail(viewer, id),
      this.posts.page(viewer, id, postQuery(address)),
      isMember(viewer) ? this.watches.ofDiscussion(viewer, id) : null,
    ]);
    const path = discussionPath(discussion);
    if (path !== `/discussions/${idSlug}`) return { to: path + queryPart(seen.address), status: 301 };

    const { view, named, place } = address;
    const at = (cursor: ListPlace) => pathWith(path, { view: named, ...cursor });
    const ways = waysOf(posts, at);
    const isPublic = discussion.space.visibility === 'public';
    return {
      title: discussion.title,
      description: discussion.excerpt,
      canonical: isPublic ? pathWith(path, { after: place.after, before: place.before }) : null,
      kind: 'article',
      main: thread({ ...seen, watch }, discussion, posts, address, ways),
      known: [
        [['discussions', 'detail', id], discussion],
        [['discussions', 'posts', id, { view, ...place }], posts],
        ...(watch ? [[['watch', 'discussion', id], watch] satisfies Known] : []),
      ],
      ...ways,
      ...(isPublic && { data: threadData(discussion, posts.items) }),
      component: 'discussions/DiscussionPage',
      keep: true,
    };
  }

  /** `/posts/34`: the thread, opened at that post. */
  async permalink(seen: Seen, postId: number | null): Promise<Elsewhere> {
    const post = postId === null ? undefined : await this.posts.one(seen.viewer, postId);
    if (!post) throw notFound();
    const discussion = await this.discussions.detail(seen.viewer, post.discussion_id);
    return { to: `${discussionPath(discussion)}?at=${post.number}#post-${post.number}`, status: 302 };
  }
}

const queryPart = (address: string) => (address.includes('?') ? address.slice(address.indexOf('?')) : '');

function thread(
  seen: Seen & { watch: Watch | null },
  discussion: Discussion,
  posts: PostPage,
  { view, named, place }: ThreadAddress,
  ways: Ways,
): Html {
  const found = typeof place.around === 'number' ? place.around : null;
  const here = new Set(posts.items.map(({ number }) => number));
  const { viewer, now } = seen;
  const around: Thread = { discussion, view, named, here, found, viewerId: viewer.personId, now };
  return html`<div class="page page-thread">
    <p class="back"><a href="/discussions">${t('discussions.list.title')}</a></p>
    <div class="thread-top">
      ${head(discussion, seen.now)}
      <div class="thread-tools">${watchButton(seen.watch, discussion.title)}${tools(discussion)}</div>
    </div>
    ${acceptedAnswer(discussion, named, now)}
    <div class="thread">
      ${bar(discussion, { view, named })}${
        ways.previous && loadMore(ways.previous, t('discussions.page.previous'), 'prev')
      }${postList(posts.items, around)}
      <div class="thread-new" role="status" aria-live="polite"></div>
      ${ways.next && loadMore(ways.next, t('discussions.page.next'), 'next')}${reply(seen, discussion, named)}
    </div>
  </div>`;
}

const head = (discussion: Discussion, now: Date): Html =>
  html`<header class="page-head thread-head">
    <p class="facts">
      <span class="kind">${t(`common.kind.${discussion.kind}`)}</span
      ><a href="/spaces/${discussion.space.slug}">${discussion.space.name}</a>${
        discussion.pinned && html`<span>${t('common.row.pinned')}</span>`
      }${discussion.closed && html`<span>${t('common.row.closed')}</span>`}
    </p>
    ${
      discussion.subject &&
      html`<p class="thread-about">
        ${t('discussions.about')} <a href="${discussion.subject.path}">${discussion.subject.title}</a>
      </p>`
    }
    <h1 tabindex="-1">${discussion.title}</h1>
    <p class="facts">
      ${personOf(discussion.author)}${timeOf(discussion.createdAt, now)}<span>${t('common.row.replies', { count: discussion.replyCount })}</span>${
        discussion.answered && html`<span class="answered">${t('common.row.answered')}</span>`
      }
    </p>
    ${
      discussion.tags.length > 0 &&
      html`<ul class="row tags" aria-label="${t('discussions.tags.label')}">
        ${discussion.tags.map((tag) => html`<li><a class="tag" href="${pathWith('/discussions', { tag })}">${tag}</a></li>`)}
      </ul>`
    }
  </header>`;

/** The menu of who looks after it; what is in it comes with the scripts. */
const tools = ({ can }: Discussion): Html | false =>
  (can.edit || can.close || can.pin || can.delete) &&
  html`<button
    type="button"
    class="button button-quiet button-small"
    aria-label="${t('discussions.tools.menuLabel')}"
  >
    ${t('discussions.tools.menu')}
  </button>`;

/** So many replies are more than somebody scrolls through; the web client's `Thread.vue` says it too. */
const LONG = 10;

function bar(discussion: Discussion, { view, named }: Pick<ThreadAddress, 'view' | 'named'>): Html {
  const path = discussionPath(discussion);
  const views = (['flat', 'threaded'] as const).map(
    (name) =>
      html`<a href="${pathWith(path, { view: name })}" ${name === view && html`aria-current="true"`}
        >${t(`discussions.view.${name}`)}</a
      >`,
  );
  const unread = discussion.readNumber === null ? 0 : (discussion.unread ?? 0);
  return html`<div class="thread-bar">
    <nav class="tabs" aria-label="${t('discussions.view.label')}">${views}</nav>
    ${
      unread > 0 &&
      html`<a class="thread-jump" href="${pathWith(path, { at: 'first-unread' })}"
        >${t('discussions.unread.jump', { count: unread })}</a
      >`
    }${
      discussion.replyCount >= LONG &&
      html`<a
        class="thread-jump"
        href="${pathWith(path, { view: named, at: discussion.lastNumber })}#post-${discussion.lastNumber}"
        >${t('discussions.page.latest')}</a
      >`
    }
  </div>`;
}

function reply({ member }: Seen, discussion: Discussion, named: string | null): Html {
  const here = pathWith(discussionPath(discussion), { view: named });
  const back = `/sign-in?next=${encodeURIComponent(`${here}#reply`)}`;
  const before = member
    ? html`<div class="stack stack-tight">
        <p>${t('discussions.reply.stranger', { space: discussion.space.name })}</p>
        <p><button type="button" class="button">${t('discussions.reply.join')}</button></p>
      </div>`
    : html`<div class="stack stack-tight">
        <p>${t('discussions.reply.guest')}</p>
        <p class="row"><a class="button" href="${back}">${t('discussions.reply.signIn')}</a></p>
      </div>`;
  return html`<section id="reply" class="part part-aside reply" aria-labelledby="reply-title" tabindex="-1">
    <h2 id="reply-title">${t('discussions.reply.title')}</h2>
    ${
      discussion.closed &&
      html`<p class="notice">${t(`discussions.reply.${discussion.can.reply ? 'closedYours' : 'closed'}`)}</p>`
    }${!discussion.can.reply && !discussion.closed && before}
  </section>`;
}
