import {
  Body,
  Controller,
  Delete,
  Get,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
  applyDecorators,
} from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FORMATS } from '@fingerpost/contracts/formats';
import { PageQuery, PathId } from '@fingerpost/contracts/common';
import { Discussion } from '@fingerpost/contracts/discussions';
import {
  AddVersion,
  ChangeResource,
  CreateResource,
  DownloadQuery,
  OpenResourceDiscussion,
  Resource,
  ResourcePage,
  ResourceQuery,
  ResourceUsePage,
  SayUsed,
} from '@fingerpost/contracts/resources';
import { Can, Limited, Public, Returns, ReturnsNothing } from '../http/decorators.js';
import { TheViewer, type Viewer, type ViewedRequest } from '../http/viewer.js';
import { PartOf } from '../settings/module.guard.js';
import { Downloads } from './downloads.service.js';
import { ResourceQueries } from './resources.queries.js';
import { Resources } from './resources.service.js';
import { ResourceUses } from './uses.service.js';

const Id = { schema: PathId };
const BYTES = { schema: {} };
const FILE = Object.fromEntries(Object.values(FORMATS).map(({ type }) => [type, BYTES]));
/** The bytes of a file, or of a part of it. */
const ReturnsFile = () =>
  applyDecorators(
    ApiResponse({ status: 200, description: 'The file, to be saved', content: FILE }),
    ApiResponse({ status: 206, description: 'The part that was asked for', content: FILE }),
    ApiResponse({ status: 302, description: 'The page that the link leads to' }),
  );

@Controller('api/resources')
@PartOf('resources')
export class ResourcesController {
  constructor(
    private readonly resources: Resources,
    private readonly queries: ResourceQueries,
    private readonly downloads: Downloads,
    private readonly uses: ResourceUses,
  ) {}

  @Get()
  @Public()
  @Returns(ResourcePage)
  list(@TheViewer() viewer: Viewer, @Query({ schema: ResourceQuery }) query: ResourceQuery) {
    return this.queries.page(viewer, query);
  }

  @Post()
  @Can('resource.give')
  @Limited('give', 60, 3600)
  @Returns(Resource, 201)
  create(@TheViewer() viewer: Viewer, @Body({ schema: CreateResource }) input: CreateResource) {
    return this.resources.create(viewer, input);
  }

  @Get(':id')
  @Public()
  @Returns(Resource)
  detail(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.resources.detail(viewer, id);
  }

  @Patch(':id')
  @Can('resource.change')
  @Returns(Resource)
  change(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: ChangeResource }) input: ChangeResource,
  ) {
    return this.resources.change(viewer, id, input);
  }

  @Delete(':id')
  @Can('resource.change')
  @ReturnsNothing()
  remove(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.resources.remove(viewer, id);
  }

  @Post(':id/versions')
  @Can('resource.change')
  @Limited('give', 60, 3600)
  @Returns(Resource, 201)
  addVersion(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: AddVersion }) input: AddVersion,
  ) {
    return this.resources.addVersion(viewer, id, input);
  }

  @Get(':id/download')
  @Public()
  @ReturnsFile()
  download(
    @Req() request: ViewedRequest,
    @Res() reply: FastifyReply,
    @Param('id', Id) id: number,
    @Query({ schema: DownloadQuery }) { version }: DownloadQuery,
  ) {
    return this.downloads.get(request, reply, id, version);
  }

  /** What the button of a page sends, with scripts or without: counts, and leads to the file. */
  @Post(':id/downloads')
  @Public()
  @Limited('download', 60, 3600)
  @ApiResponse({ status: 303, description: 'Counted; the file is there' })
  @ApiResponse({ status: 204, description: 'Counted; a link is followed by the page' })
  count(
    @Req() request: ViewedRequest,
    @Res() reply: FastifyReply,
    @Param('id', Id) id: number,
    @Query({ schema: DownloadQuery }) { version }: DownloadQuery,
  ) {
    return this.downloads.count(request, reply, id, version);
  }

  @Get(':id/thumbnail')
  @Public()
  @ApiResponse({ status: 200, description: 'A small picture', content: { 'image/webp': BYTES } })
  thumbnail(
    @Req() request: ViewedRequest,
    @Res() reply: FastifyReply,
    @Param('id', Id) id: number,
    @Query({ schema: DownloadQuery }) { version }: DownloadQuery,
  ) {
    return this.downloads.thumbnail(request, reply, id, version);
  }

  @Get(':id/uses')
  @Public()
  @Returns(ResourceUsePage)
  listUses(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.uses.page(viewer, id, query);
  }

  @Put(':id/use')
  @Can('resource.use')
  @Limited('use', 60, 3600)
  @ReturnsNothing()
  sayUsed(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: SayUsed }) input: SayUsed,
  ) {
    return this.uses.say(viewer, id, input);
  }

  @Delete(':id/use')
  @Can('resource.use')
  @ReturnsNothing()
  takeBack(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.uses.takeBack(viewer, id);
  }

  @Post(':id/discussion')
  @Can('discussion.ask')
  @Limited('ask', 20, 3600)
  @Returns(Discussion, 201)
  discuss(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: OpenResourceDiscussion }) input: OpenResourceDiscussion,
  ) {
    return this.uses.discuss(viewer, id, input);
  }
}
