import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import {
  AddToCollection,
  ChangeCollection,
  Collection,
  CollectionPage,
  CollectionQuery,
  CreateCollection,
} from '@fingerpost/contracts/collections';
import { PathId } from '@fingerpost/contracts/common';
import { Can, Limited, Public, Returns, ReturnsNothing } from '../../http/decorators.js';
import { TheViewer, type Viewer } from '../../http/viewer.js';
import { PartOf } from '../../settings/module.guard.js';
import { CollectionQueries } from './collections.queries.js';
import { Collections } from './collections.service.js';

const Id = { schema: PathId };

@Controller('api/collections')
@PartOf('resources')
export class CollectionsController {
  constructor(
    private readonly collections: Collections,
    private readonly queries: CollectionQueries,
  ) {}

  @Get()
  @Public()
  @Returns(CollectionPage)
  list(@TheViewer() viewer: Viewer, @Query({ schema: CollectionQuery }) query: CollectionQuery) {
    return this.queries.page(viewer, query);
  }

  @Post()
  @Can('collection.make')
  @Limited('collect', 30, 3600)
  @Returns(Collection, 201)
  create(@TheViewer() viewer: Viewer, @Body({ schema: CreateCollection }) input: CreateCollection) {
    return this.collections.create(viewer, input);
  }

  @Get(':id')
  @Public()
  @Returns(Collection)
  detail(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.collections.detail(viewer, id);
  }

  @Patch(':id')
  @Can('collection.change')
  @Returns(Collection)
  change(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: ChangeCollection }) input: ChangeCollection,
  ) {
    return this.collections.change(viewer, id, input);
  }

  @Delete(':id')
  @Can('collection.change')
  @ReturnsNothing()
  remove(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.collections.remove(viewer, id);
  }

  @Put(':id/items/:resourceId')
  @Can('collection.change')
  @Returns(Collection)
  add(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Param('resourceId', Id) resourceId: number,
    @Body({ schema: AddToCollection }) input: AddToCollection,
  ) {
    return this.collections.add(viewer, id, resourceId, input);
  }
}
