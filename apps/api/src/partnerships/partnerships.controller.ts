import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { PageQuery, PathId, Slug } from '@fingerpost/contracts/common';
import { PartnershipQuery } from '@fingerpost/contracts/partnership-files';
import {
  ChangePartnership,
  ClaimPartnership,
  CreatePartnership,
  MergePartnership,
  VerifyPartnership,
} from '@fingerpost/contracts/partnership-input';
import {
  ClaimPage,
  Partnership,
  PartnershipHistory,
  PartnershipPage,
} from '@fingerpost/contracts/partnerships';
import { Can, Limited, Public, Returns } from '../http/decorators.js';
import { TheViewer, type MemberViewer, type Viewer } from '../http/viewer.js';
import { PartOf } from '../settings/module.guard.js';
import { PartnershipRevisions } from './history.service.js';
import { Merging } from './merging.service.js';
import { Partnerships } from './partnerships.service.js';
import { Stewards } from './stewards.service.js';

const S = { schema: Slug };

@Controller('api/partnerships')
@PartOf('partnerships')
export class PartnershipsController {
  constructor(
    private readonly partnerships: Partnerships,
    private readonly stewards: Stewards,
    private readonly revisions: PartnershipRevisions,
    private readonly merging: Merging,
  ) {}

  @Get()
  @Public()
  @Returns(PartnershipPage)
  list(@TheViewer() viewer: Viewer, @Query({ schema: PartnershipQuery }) query: PartnershipQuery) {
    return this.partnerships.page(viewer, query);
  }

  @Post()
  @Can('partnership.add')
  @Limited('partnership.add', 20, 3600)
  @Returns(Partnership, 201)
  create(@TheViewer() viewer: MemberViewer, @Body({ schema: CreatePartnership }) input: CreatePartnership) {
    return this.partnerships.create(viewer, input);
  }

  @Get('claims')
  @Can('partnership.look-after')
  @Returns(ClaimPage)
  claims(@TheViewer() viewer: MemberViewer, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.stewards.waiting(viewer, query);
  }

  @Get(':slug')
  @Public()
  @Returns(Partnership)
  detail(@TheViewer() viewer: Viewer, @Param('slug', S) slug: string) {
    return this.partnerships.detail(viewer, slug);
  }

  @Patch(':slug')
  @Can('partnership.change')
  @Returns(Partnership)
  change(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', S) slug: string,
    @Body({ schema: ChangePartnership }) input: ChangePartnership,
  ) {
    return this.partnerships.change(viewer, slug, input);
  }

  @Put(':slug/verification')
  @Can('partnership.change')
  @Returns(Partnership)
  verify(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', S) slug: string,
    @Body({ schema: VerifyPartnership }) input: VerifyPartnership,
  ) {
    return this.partnerships.verify(viewer, slug, input);
  }

  @Put(':slug/claim')
  @Can('partnership.claim')
  @Limited('partnership.claim', 20, 3600)
  @Returns(Partnership)
  claim(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', S) slug: string,
    @Body({ schema: ClaimPartnership }) input: ClaimPartnership,
  ) {
    return this.stewards.claim(viewer, slug, input);
  }

  @Delete(':slug/claim')
  @Can('partnership.claim')
  @Returns(Partnership)
  leave(@TheViewer() viewer: MemberViewer, @Param('slug', S) slug: string) {
    return this.stewards.leave(viewer, slug);
  }

  @Put(':slug/stewards/:id')
  @Can('partnership.look-after')
  @Returns(Partnership)
  confirm(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', S) slug: string,
    @Param('id', { schema: PathId }) id: number,
  ) {
    return this.stewards.decide(viewer, slug, id, true);
  }

  @Delete(':slug/stewards/:id')
  @Can('partnership.look-after')
  @Returns(Partnership)
  refuse(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', S) slug: string,
    @Param('id', { schema: PathId }) id: number,
  ) {
    return this.stewards.decide(viewer, slug, id, false);
  }

  @Get(':slug/history')
  @Can('partnership.change')
  @Returns(PartnershipHistory)
  history(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', S) slug: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.revisions.of(viewer, slug, query);
  }

  @Post(':slug/merge')
  @Can('partnership.look-after')
  @Returns(Partnership)
  merge(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', S) slug: string,
    @Body({ schema: MergePartnership }) input: MergePartnership,
  ) {
    return this.merging.merge(viewer, slug, input);
  }
}
