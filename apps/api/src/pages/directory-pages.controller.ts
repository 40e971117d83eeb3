import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { notFound } from '../http/problem.js';
import type { ViewedRequest } from '../http/viewer.js';
import { HtmlPage } from './html-page.js';
import { OrganisationPage } from './organisation.page.js';
import { Pages, type WritePage } from './pages.service.js';
import { PartnershipPage } from './partnership.page.js';
import { PartnershipsPage } from './partnerships.page.js';
import { PeoplePages } from './people.page.js';

/** Pages of the directory: not there where the operator does without it. */
@Controller()
export class DirectoryPagesController {
  constructor(
    private readonly pages: Pages,
    private readonly partnerships: PartnershipsPage,
    private readonly partnership: PartnershipPage,
    private readonly organisation: OrganisationPage,
    private readonly people: PeoplePages,
  ) {}

  @HtmlPage('partnerships')
  partnershipsPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.answer(request, reply, (seen) => this.partnerships.write(seen));
  }

  @HtmlPage('partnerships/new')
  newPartnershipPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.answer(request, reply, () => this.partnership.fresh());
  }

  @HtmlPage('partnerships/claims')
  claimsPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.answer(request, reply, () => this.partnership.desk());
  }

  @HtmlPage('partnerships/:slug')
  partnershipPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('slug') slug: string) {
    return this.answer(request, reply, (seen) => this.partnership.write(seen, slug));
  }

  @HtmlPage('partnerships/:slug/edit')
  editPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('slug') slug: string) {
    return this.answer(request, reply, (seen) => this.partnership.plain(seen, slug, 'edit'));
  }

  @HtmlPage('partnerships/:slug/history')
  historyPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('slug') slug: string) {
    return this.answer(request, reply, (seen) => this.partnership.plain(seen, slug, 'history'));
  }

  @HtmlPage('partnerships/:slug/merge')
  mergePage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('slug') slug: string) {
    return this.answer(request, reply, (seen) => this.partnership.plain(seen, slug, 'merge'));
  }

  @HtmlPage('organisations/:slug')
  organisationPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('slug') slug: string) {
    return this.answer(request, reply, (seen) => this.organisation.write(seen, slug));
  }

  @HtmlPage('organisations/:slug/edit')
  editOrganisationPage(
    @Req() request: ViewedRequest,
    @Res() reply: FastifyReply,
    @Param('slug') slug: string,
  ) {
    return this.answer(request, reply, (seen) => this.organisation.edit(seen, slug));
  }

  @HtmlPage('people')
  peoplePage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.answer(request, reply, (seen) => this.people.list(seen));
  }

  @HtmlPage('people/:id')
  personPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('id') id: string) {
    return this.answer(request, reply, (seen) => this.people.person(seen, id));
  }

  @HtmlPage('messages')
  messagesPage(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.answer(request, reply, (seen) => this.people.messages(seen));
  }

  @HtmlPage('messages/:id')
  messagePage(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('id') id: string) {
    return this.answer(request, reply, (seen) => this.people.message(seen, id));
  }

  private answer(request: ViewedRequest, reply: FastifyReply, write: WritePage): Promise<void> {
    return this.pages.answer(request, reply, (seen) => {
      if (!seen.site.modules.includes('partnerships')) throw notFound();
      return write(seen);
    });
  }
}
