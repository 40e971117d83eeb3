import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InvitationLetter } from './invitation.letter.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { MemberQueries } from './members.queries.js';
import { MembershipsController } from './memberships.controller.js';
import { MembershipsService } from './memberships.service.js';
import { SpaceEntity } from './space.entity.js';
import { SpacesController } from './spaces.controller.js';
import { SpaceQueries } from './spaces.queries.js';
import { SpacesService } from './spaces.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([SpaceEntity])],
  controllers: [SpacesController, MembershipsController, InvitationsController],
  providers: [
    SpaceQueries,
    MemberQueries,
    SpacesService,
    MembershipsService,
    InvitationsService,
    InvitationLetter,
  ],
  exports: [SpacesService, MembershipsService],
})
export class SpacesModule {}
