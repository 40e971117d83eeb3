import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FromAnywhere, Limited } from '../http/decorators.js';
import { notFound } from '../http/problem.js';
import type { ViewedRequest } from '../http/viewer.js';
import { CampaignPage } from './campaign.page.js';
import { CampaignsPage } from './campaigns.page.js';
import { DiscussionPage } from './discussion.page.js';
import { DiscussionsPage } from './discussions.page.js';
import { AnswersHtml, HtmlPage } from './html-page.js';
import { EventPage } from './event.page.js';
import { EventsPage } from './events.page.js';
import { HomePage } from './home.page.js';
import { InboxPage } from './inbox.page.js';
import { MailboxPage } from './mailbox.page.js';
import { Pages, ofModule } from './pages.service.js';
import { PLAIN, plainPage, type PlainName } from './plain.page.js';
import { ResourcePage } from './resource.page.js';
import { ResourcesPage } from './resources.page.js';
import { SearchResultsPage } from './search.page.js';
import { SpaceMembersPage } from './space-members.page.js';
import { SpacePage } from './space.page.js';
import { SpacesPage } from './spaces.page.js';
import { staticPage } from './static.page.js';
import { idOf } from './thread.address.js';
import { UnsubscribePage } from './unsubscribe.page.js';

@Controller()
export class PagesController {
  constructor(
    private readonly pages: Pages,
    private readonly home: HomePage,
    private readonly discussions: DiscussionsPage,
    private readonly discussion: DiscussionPage,
    private readonly events: EventsPage,
    private readonly event: EventPage,
    private readonly spaces: SpacesPage,
    private readonly space: SpacePage,
    private readonly members: SpaceMembersPage,
    private readonly campaigns: CampaignsPage,
    private readonly campaign: CampaignPage,
    private readonly resources: ResourcesPage,
    private readonly resource: ResourcePage,
    private readonly search: SearchResultsPage,
    private readonly inbox: InboxPage,
    private readonly mailbox: MailboxPage,
    private readonly unsubscribe: UnsubscribePage,
  ) {}

  @HtmlPage('')
  homePage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(request, reply, (seen) => this.home.write(seen));
  }

  @HtmlPage('discussions')
  discussionsPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(request, reply, (seen) => this.discussions.write(seen));
  }

  @HtmlPage('discussions/:idSlug')
  discussionPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('idSlug') idSlug: string) {
    return this.pages.answer(request, reply, (seen) => this.discussion.write(seen, idSlug));
  }

  @HtmlPage('posts/:id')
  permalink(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('id') id: string) {
    return this.pages.answer(request, reply, (seen) => this.discussion.permalink(seen, idOf(id)));
  }

  @HtmlPage('events')
  eventsPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(
      request,
      reply,
      ofModule('events', (seen) => this.events.write(seen)),
    );
  }

  @HtmlPage('events/:idSlug')
  eventPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('idSlug') idSlug: string) {
    return this.pages.answer(
      request,
      reply,
      ofModule('events', (seen) => this.event.write(seen, idSlug)),
    );
  }

  @HtmlPage('events/:idSlug/edit')
  editEventPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('idSlug') idSlug: string) {
    return this.pages.answer(
      request,
      reply,
      ofModule('events', (seen) => this.event.edit(seen, idSlug)),
    );
  }

  @HtmlPage('spaces')
  spacesPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(request, reply, (seen) => this.spaces.write(seen));
  }

  @HtmlPage('spaces/:slug')
  spacePage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('slug') slug: string) {
    return this.pages.answer(request, reply, (seen) => this.space.write(seen, slug));
  }

  @HtmlPage('spaces/:slug/members')
  spaceMembersPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('slug') slug: string) {
    return this.pages.answer(request, reply, (seen) => this.members.write(seen, slug));
  }

  @HtmlPage('spaces/:slug/settings')
  spaceSettingsPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('slug') slug: string) {
    return this.pages.answer(request, reply, (seen) => this.space.settings(seen, slug));
  }

  @HtmlPage('resources')
  resourcesPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(
      request,
      reply,
      ofModule('resources', (seen) => this.resources.write(seen)),
    );
  }

  @HtmlPage('resources/:idSlug')
  resourcePage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('idSlug') idSlug: string) {
    return this.pages.answer(
      request,
      reply,
      ofModule('resources', (seen) => this.resource.write(seen, idSlug)),
    );
  }

  @HtmlPage('search')
  searchPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(request, reply, (seen) => this.search.write(seen));
  }

  @HtmlPage('inbox')
  inboxPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(request, reply, (seen) => this.inbox.write(seen));
  }

  @HtmlPage('unsubscribe/:token')
  unsubscribePage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('token') token: string) {
    return this.pages.answer(request, reply, (seen) => this.unsubscribe.ask(seen, token));
  }

  /** The page's button, and what mail programs send by themselves (RFC 8058). */
  @Post('unsubscribe/:token')
  @AnswersHtml()
  @HttpCode(200)
  @FromAnywhere()
  @Limited('unsubscribe', 20, 60)
  unsubscribed(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('token') token: string) {
    return this.pages.answer(request, reply, (seen) => this.unsubscribe.done(seen, token));
  }

  @HtmlPage('campaigns')
  campaignsPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(
      request,
      reply,
      ofModule('events', () => this.campaigns.write()),
    );
  }

  @HtmlPage('campaigns/:slug')
  campaignPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('slug') slug: string) {
    return this.pages.answer(
      request,
      reply,
      ofModule('events', (seen) => this.campaign.write(seen, slug)),
    );
  }

  @HtmlPage('dev/mail')
  mailboxPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(request, reply, (seen) => this.mailbox.write(seen));
  }

  @HtmlPage('rules')
  rulesPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(request, reply, (seen) => staticPage('rules', seen));
  }

  @HtmlPage('privacy')
  privacyPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(request, reply, (seen) => staticPage('privacy', seen));
  }

  @HtmlPage('accessibility')
  accessibilityPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(request, reply, (seen) => staticPage('accessibility', seen));
  }

  @HtmlPage(...Object.keys(PLAIN))
  plainPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(request, reply, (seen) =>
      plainPage((request.url.split('?')[0] ?? '').slice(1) as PlainName, seen),
    );
  }

  /** Every other address of a person; what the API does not have stays a problem. */
  @HtmlPage('*')
  missingPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    if (request.url.startsWith('/api/')) throw notFound();
    return this.pages.answer(request, reply, () => Promise.reject(notFound()));
  }
}
