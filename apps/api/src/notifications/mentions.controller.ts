import { Controller, Get, Param, Query } from '@nestjs/common';
import { Slug } from '@fingerpost/contracts/common';
import { MentionQuery, Mentionables } from '@fingerpost/contracts/notifications';
import { Can, Returns } from '../http/decorators.js';
import { TheViewer, type MemberViewer } from '../http/viewer.js';
import { Mentions } from './mentions.service.js';

@Controller('api/spaces')
export class MentionsController {
  constructor(private readonly mentions: Mentions) {}

  @Get(':slug/mentionable')
  @Can('post.reply')
  @Returns(Mentionables)
  mentionable(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', { schema: Slug }) slug: string,
    @Query({ schema: MentionQuery }) query: MentionQuery,
  ) {
    return this.mentions.mentionable(viewer, slug, query);
  }
}
