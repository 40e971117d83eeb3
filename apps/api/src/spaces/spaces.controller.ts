import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { PageQuery, Slug } from '@fingerpost/contracts/common';
import { ChangeSpace, CreateSpace, SpaceDetail, SpacePage } from '@fingerpost/contracts/spaces';
import { Can, Limited, Public, Returns } from '../http/decorators.js';
import { TheViewer, type MemberViewer, type Viewer } from '../http/viewer.js';
import { SpacesService } from './spaces.service.js';

@Controller('api/spaces')
export class SpacesController {
  constructor(private readonly spaces: SpacesService) {}

  @Get()
  @Public()
  @Returns(SpacePage)
  list(@TheViewer() viewer: Viewer, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.spaces.page(viewer, query);
  }

  @Post()
  @Can('space.create')
  @Limited('space.create', 20, 3600)
  @Returns(SpaceDetail, 201)
  create(@TheViewer() viewer: MemberViewer, @Body({ schema: CreateSpace }) input: CreateSpace) {
    return this.spaces.create(viewer, input);
  }

  @Get(':slug')
  @Public()
  @Returns(SpaceDetail)
  detail(@TheViewer() viewer: Viewer, @Param('slug', { schema: Slug }) slug: string) {
    return this.spaces.detail(viewer, slug);
  }

  @Patch(':slug')
  @Can('space.manage')
  @Returns(SpaceDetail)
  change(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', { schema: Slug }) slug: string,
    @Body({ schema: ChangeSpace }) input: ChangeSpace,
  ) {
    return this.spaces.change(viewer, slug, input);
  }
}
