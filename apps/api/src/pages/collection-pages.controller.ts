import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ViewedRequest } from '../http/viewer.js';
import { CollectionPage } from './collection.page.js';
import { CollectionsPage } from './collections.page.js';
import { HtmlPage } from './html-page.js';
import { Pages, ofModule, type WritePage } from './pages.service.js';

const ofLibrary = (write: WritePage) => ofModule('resources', write);

/** The pages of collections. */
@Controller()
export class CollectionPagesController {
  constructor(
    private readonly pages: Pages,
    private readonly collections: CollectionsPage,
    private readonly collection: CollectionPage,
  ) {}

  @HtmlPage('collections')
  list(@Req() request: ViewedRequest, @Res() reply: FastifyReply) {
    return this.pages.answer(
      request,
      reply,
      ofLibrary((seen) => this.collections.write(seen)),
    );
  }

  @HtmlPage('collections/:idSlug')
  one(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('idSlug') idSlug: string) {
    return this.pages.answer(
      request,
      reply,
      ofLibrary((seen) => this.collection.write(seen, idSlug)),
    );
  }

  @HtmlPage('collections/:idSlug/edit')
  edit(@Req() request: ViewedRequest, @Res() reply: FastifyReply, @Param('idSlug') idSlug: string) {
    return this.pages.answer(
      request,
      reply,
      ofLibrary((seen) => this.collection.edit(seen, idSlug)),
    );
  }
}
