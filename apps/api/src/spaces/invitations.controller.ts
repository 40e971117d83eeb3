import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { PageQuery, PathId, Slug } from '@fingerpost/contracts/common';
import { InvitationPage, Invite, Invited } from '@fingerpost/contracts/spaces';
import { Can, Limited, Returns, ReturnsNothing } from '../http/decorators.js';
import { TheViewer, type MemberViewer } from '../http/viewer.js';
import { InvitationsService } from './invitations.service.js';

@Controller('api/spaces/:slug/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Post()
  @Can('space.manage')
  @Limited('space.invite', 60, 3600)
  @Returns(Invited, 201)
  invite(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', { schema: Slug }) slug: string,
    @Body({ schema: Invite }) input: Invite,
  ) {
    return this.invitations.invite(viewer, slug, input);
  }

  @Get()
  @Can('space.manage')
  @Returns(InvitationPage)
  list(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', { schema: Slug }) slug: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.invitations.invitations(viewer, slug, query);
  }

  @Delete(':id')
  @Can('space.manage')
  @ReturnsNothing()
  withdraw(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', { schema: Slug }) slug: string,
    @Param('id', { schema: PathId }) id: number,
  ) {
    return this.invitations.withdraw(viewer, slug, id);
  }
}
