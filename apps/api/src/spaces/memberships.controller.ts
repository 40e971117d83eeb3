import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { PathId, Slug } from '@fingerpost/contracts/common';
import {
  ChangeMember,
  Membership,
  SpaceMember,
  SpaceMemberPage,
  SpaceMemberQuery,
} from '@fingerpost/contracts/spaces';
import { Can, Public, Returns, ReturnsNothing } from '../http/decorators.js';
import { TheViewer, type MemberViewer, type Viewer } from '../http/viewer.js';
import { MembershipsService } from './memberships.service.js';

@Controller('api/spaces/:slug')
export class MembershipsController {
  constructor(private readonly memberships: MembershipsService) {}

  @Put('membership')
  @Can('space.join')
  @Returns(Membership)
  join(@TheViewer() viewer: MemberViewer, @Param('slug', { schema: Slug }) slug: string) {
    return this.memberships.join(viewer, slug);
  }

  @Delete('membership')
  @Can('space.join')
  @ReturnsNothing()
  leave(@TheViewer() viewer: MemberViewer, @Param('slug', { schema: Slug }) slug: string) {
    return this.memberships.leave(viewer, slug);
  }

  @Get('members')
  @Public()
  @Returns(SpaceMemberPage)
  members(
    @TheViewer() viewer: Viewer,
    @Param('slug', { schema: Slug }) slug: string,
    @Query({ schema: SpaceMemberQuery }) query: SpaceMemberQuery,
  ) {
    return this.memberships.members(viewer, slug, query);
  }

  @Put('members/:id')
  @Can('space.manage')
  @Returns(SpaceMember)
  change(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', { schema: Slug }) slug: string,
    @Param('id', { schema: PathId }) id: number,
    @Body({ schema: ChangeMember }) input: ChangeMember,
  ) {
    return this.memberships.changeMember(viewer, slug, id, input);
  }

  @Delete('members/:id')
  @Can('space.manage')
  @ReturnsNothing()
  remove(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', { schema: Slug }) slug: string,
    @Param('id', { schema: PathId }) id: number,
  ) {
    return this.memberships.removeMember(viewer, slug, id);
  }
}
