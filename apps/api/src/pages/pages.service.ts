import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { MeService } from '../accounts/me.service.js';
import type { ModuleName } from '@fingerpost/contracts/modules';
import { t } from '@fingerpost/messages';
import { notFound } from '../http/problem.js';
import { FailedPages } from '../http/failed-pages.js';
import { toDomainError } from '../http/problem.filter.js';
import { GUEST, isMember, type ViewedRequest } from '../http/viewer.js';
import { Inbox } from '../notifications/inbox.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { writeDocument } from './document.js';
import { failedPage, notFoundPage } from './failed.page.js';
import { guestKey, themeOf } from './guest.js';
import { GuestCache } from './guest-cache.js';
import { html } from './html.js';
import { isElsewhere, type Elsewhere, type Page, type Seen } from './page.js';
import { WebBuild } from './web-build.js';

const HTML = 'text/html; charset=utf-8';
/** A page of a module, which is not there while the operator has it switched off. */
export const ofModule =
  (name: ModuleName, write: WritePage): WritePage =>
  (seen) =>
    seen.site.modules.includes(name) ? write(seen) : Promise.reject(notFound());

type Asked = Omit<ViewedRequest, 'viewer'>;
export type WritePage = (seen: Seen) => Page | Elsewhere | Promise<Page | Elsewhere>;

/** Answers with whole pages: asks who looks, lets a feature write what is in it, and puts the document around. */
@Injectable()
export class Pages implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly me: MeService,
    private readonly inbox: Inbox,
    private readonly build: WebBuild,
    private readonly cache: GuestCache,
    private readonly failed: FailedPages,
  ) {}

  onModuleInit(): void {
    this.failed.writtenBy((request, reply, status, retryAfter) =>
      this.send(
        request,
        reply,
        failedPage(status, retryAfter),
        this.unknown({ url: request.url, viewer: GUEST }),
      ),
    );
  }

  async answer(request: ViewedRequest, reply: FastifyReply, write: WritePage): Promise<void> {
    const { epoch } = this.cache;
    let seen: Seen;
    let page: Page | Elsewhere;
    try {
      seen = await this.seenBy(request);
      page = await written(write, seen);
    } catch (fault) {
      const problem = toDomainError(fault);
      if (problem.status !== 503) throw fault;
      seen = this.unknown(request);
      const { retryAfter = 2 } = problem.more;
      page = failedPage(503, retryAfter);
      void reply.header('retry-after', retryAfter);
    }
    if (isElsewhere(page))
      return void reply.header('cache-control', 'no-cache').redirect(page.to, page.status);
    const key = page.keep && page.status === undefined ? guestKey(request, this.config) : null;
    if (key !== null)
      return this.cache.keep(key, this.document(request, page, seen), epoch).send(request, reply);
    this.send(request, reply, page, seen);
  }

  private document(request: Asked, page: Page, seen: Seen): string {
    return writeDocument(this.build.shell(), page, seen, {
      address: this.config.address,
      theme: themeOf(request),
      links: this.build.linksOf(page.component),
    });
  }

  private send(request: Asked, reply: FastifyReply, page: Page, seen: Seen): void {
    void reply.header('cache-control', 'private, no-cache').header('vary', 'Cookie, Authorization');
    void reply
      .status(page.status ?? 200)
      .header('content-type', HTML)
      .send(this.document(request, page, seen));
  }

  private async seenBy(request: ViewedRequest): Promise<Seen> {
    const { viewer } = request;
    const [site, { member }, inbox] = await Promise.all([
      this.settings.site(request.headers.host),
      viewer.accountId === null ? { member: null } : this.me.viewing(viewer),
      isMember(viewer) ? this.inbox.count(viewer) : null,
    ]);
    return { ...this.unknown(request), viewer, member, inbox, site };
  }

  /** What is known of a request without asking the database. */
  private unknown({ url: address, viewer }: Pick<ViewedRequest, 'url' | 'viewer'>): Seen {
    const query = new URLSearchParams(address.split('?')[1] ?? '');
    const nobody = { member: null, inbox: null, site: NO_SITE };
    return { viewer, ...nobody, now: this.clock.now(), address, query };
  }
}

/** A page that may not be seen, or whose address means nothing, is not there. */
async function written(write: WritePage, seen: Seen): Promise<Page | Elsewhere> {
  try {
    return await write(seen);
  } catch (fault) {
    const { status, code } = toDomainError(fault);
    if (code === 'unknown_cursor') return fromBeginning(write, seen);
    if (status < 500) return notFoundPage(seen);
    throw fault;
  }
}

/** What an address says oddly is left out; that it named a place which its list does not have is said. */
async function fromBeginning(write: WritePage, seen: Seen): Promise<Page | Elsewhere> {
  const query = new URLSearchParams(seen.query);
  query.delete('after');
  query.delete('before');
  const page = await written(write, { ...seen, query });
  if (isElsewhere(page)) return page;
  const main = html`<p class="notice" role="status">${t('common.fromBeginning')}</p>
    ${page.main}`;
  return { ...page, main, keep: false };
}

const NO_SITE: Seen['site'] = {
  name: 'Fingerpost',
  runBy: '',
  contact: '',
  joining: 'open',
  houseRules: '',
  modules: [],
  demonstration: false,
  secondAddress: null,
  demoMembers: [],
};
