import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { PathId, Slug } from '@fingerpost/contracts/common';
import {
  ChangeOrganisation,
  CreateOrganisation,
  MergeOrganisation,
  Organisation,
  OrganisationDetail,
  OrganisationPage,
  OrganisationQuery,
} from '@fingerpost/contracts/organisations';
import { Can, Limited, Public, Returns } from '../http/decorators.js';
import { TheViewer, type MemberViewer, type Viewer } from '../http/viewer.js';
import { OrganisationsService } from './organisations.service.js';

@Controller('api/organisations')
export class OrganisationsController {
  constructor(private readonly organisations: OrganisationsService) {}

  @Get()
  @Public()
  @Returns(OrganisationPage)
  list(@TheViewer() viewer: Viewer, @Query({ schema: OrganisationQuery }) query: OrganisationQuery) {
    return this.organisations.page(viewer, query);
  }

  @Post()
  @Can('organisation.add')
  @Limited('organisation.add', 30, 3600)
  @Returns(Organisation, 201)
  create(@TheViewer() viewer: MemberViewer, @Body({ schema: CreateOrganisation }) input: CreateOrganisation) {
    return this.organisations.create(viewer, input);
  }

  /** By its slug, which its page's address has too. */
  @Get(':id')
  @Public()
  @Returns(OrganisationDetail)
  detail(@TheViewer() viewer: Viewer, @Param('id', { schema: Slug }) slug: string) {
    return this.organisations.detail(viewer, slug);
  }

  @Patch(':id')
  @Can('organisation.look-after')
  @Returns(Organisation)
  change(
    @TheViewer() viewer: MemberViewer,
    @Param('id', { schema: PathId }) id: number,
    @Body({ schema: ChangeOrganisation }) input: ChangeOrganisation,
  ) {
    return this.organisations.change(viewer, id, input);
  }

  @Post(':id/merge')
  @Can('organisation.look-after')
  @Returns(Organisation)
  merge(
    @TheViewer() viewer: MemberViewer,
    @Param('id', { schema: PathId }) id: number,
    @Body({ schema: MergeOrganisation }) input: MergeOrganisation,
  ) {
    return this.organisations.merge(viewer, id, input);
  }
}
