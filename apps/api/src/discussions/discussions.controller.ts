import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import {
  AcceptAnswer,
  ChangeDiscussion,
  CreateDiscussion,
  CreatePost,
  Discussion,
  DiscussionPage,
  DiscussionQuery,
  MarkRead,
  PostQuery,
  PostSeen,
  ReadState,
} from '@fingerpost/contracts/discussions';
import { PathId } from '@fingerpost/contracts/common';
import { Can, Limited, Public, Returns, ReturnsNothing } from '../http/decorators.js';
import { TheViewer, type Viewer } from '../http/viewer.js';
import { DiscussionQueries } from './discussions.queries.js';
import { Discussions } from './discussions.service.js';
import { PostQueries } from './posts.queries.js';
import { PostPageOrChanges } from './post-page-or-changes.js';
import { Replies } from './replies.service.js';

const Id = { schema: PathId };

@Controller('api/discussions')
export class DiscussionsController {
  constructor(
    private readonly discussions: Discussions,
    private readonly queries: DiscussionQueries,
    private readonly posts: PostQueries,
    private readonly replies: Replies,
  ) {}

  @Get()
  @Public()
  @Returns(DiscussionPage)
  list(@TheViewer() viewer: Viewer, @Query({ schema: DiscussionQuery }) query: DiscussionQuery) {
    return this.queries.page(viewer, query);
  }

  @Post()
  @Can('discussion.ask')
  @Limited('ask', 20, 3600)
  @Returns(Discussion, 201)
  create(@TheViewer() viewer: Viewer, @Body({ schema: CreateDiscussion }) input: CreateDiscussion) {
    return this.discussions.create(viewer, input);
  }

  @Get(':id')
  @Public()
  @Returns(Discussion)
  detail(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.discussions.detail(viewer, id);
  }

  @Patch(':id')
  @Can('discussion.change')
  @Returns(Discussion)
  change(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: ChangeDiscussion }) input: ChangeDiscussion,
  ) {
    return this.discussions.change(viewer, id, input);
  }

  @Delete(':id')
  @Can('discussion.change')
  @ReturnsNothing()
  remove(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.discussions.remove(viewer, id);
  }

  @Get(':id/posts')
  @Public()
  @Returns(PostPageOrChanges)
  listPosts(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Query({ schema: PostQuery }) query: PostQuery,
  ) {
    return query.changedAfter === undefined
      ? this.posts.page(viewer, id, query)
      : this.posts.changes(viewer, id, query.changedAfter);
  }

  @Post(':id/posts')
  @Can('post.reply')
  @Limited('reply', 60, 600)
  @Returns(PostSeen, 201)
  reply(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: CreatePost }) input: CreatePost,
  ) {
    return this.replies.reply(viewer, id, input);
  }

  @Put(':id/answer')
  @Can('discussion.change')
  @Returns(Discussion)
  accept(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: AcceptAnswer }) input: AcceptAnswer,
  ) {
    return this.discussions.accept(viewer, id, input);
  }

  @Delete(':id/answer')
  @Can('discussion.change')
  @Returns(Discussion)
  withdraw(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.discussions.accept(viewer, id, null);
  }

  @Put(':id/read')
  @Can('read.mark')
  @Returns(ReadState)
  read(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: MarkRead }) input: MarkRead,
  ) {
    return this.discussions.markRead(viewer, id, input);
  }
}
