import { Module } from '@nestjs/common';
import { DiscussionsController } from './discussions.controller.js';
import { DiscussionQueries } from './discussions.queries.js';
import { DiscussionsRealtime } from './discussions.realtime.js';
import { Discussions } from './discussions.service.js';
import { PostsController } from './posts.controller.js';
import { PostFilesController } from './post-files.controller.js';
import { PostFiles } from './post-files.js';
import { PostQueries } from './posts.queries.js';
import { Posts } from './posts.service.js';
import { PreviewController } from './preview.controller.js';
import { Replies } from './replies.service.js';

@Module({
  controllers: [DiscussionsController, PostsController, PostFilesController, PreviewController],
  providers: [Discussions, DiscussionQueries, DiscussionsRealtime, Posts, PostFiles, PostQueries, Replies],
  exports: [Discussions, DiscussionQueries, PostQueries],
})
export class DiscussionsModule {}
