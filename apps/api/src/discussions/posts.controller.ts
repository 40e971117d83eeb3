import { Body, Controller, Delete, Get, Param, Patch, Query } from '@nestjs/common';
import { ChangePost, PostHistory, PostSeen, PostWithBody } from '@fingerpost/contracts/discussions';
import { PageQuery, PathId } from '@fingerpost/contracts/common';
import { Can, Public, Returns } from '../http/decorators.js';
import { TheViewer, type Viewer } from '../http/viewer.js';
import { Posts } from './posts.service.js';

const Id = { schema: PathId };

@Controller('api/posts')
export class PostsController {
  constructor(private readonly posts: Posts) {}

  @Get(':id')
  @Public()
  @Returns(PostWithBody)
  one(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.posts.one(viewer, id);
  }

  @Patch(':id')
  @Can('post.change')
  @Returns(PostSeen)
  edit(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: ChangePost }) input: ChangePost,
  ) {
    return this.posts.edit(viewer, id, input);
  }

  @Delete(':id')
  @Can('post.change')
  @Returns(PostSeen)
  remove(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.posts.remove(viewer, id);
  }

  @Get(':id/history')
  @Public()
  @Returns(PostHistory)
  history(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.posts.history(viewer, id, query);
  }
}
