import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ChangeMe, CreateToken, Me, SessionPage, Token, Viewing } from '@fingerpost/contracts/accounts';
import { PageQuery, PathId } from '@fingerpost/contracts/common';
import { Can, Limited, Public, Returns, ReturnsNothing } from '../http/decorators.js';
import { TheViewer, type MemberViewer, type Viewer } from '../http/viewer.js';
import { MeService } from './me.service.js';
import { MySessionsService } from './my-sessions.service.js';

@Controller('api/me')
export class MeController {
  constructor(
    private readonly me: MeService,
    private readonly sessions: MySessionsService,
  ) {}

  @Get()
  @Public()
  @Returns(Viewing)
  viewing(@TheViewer() viewer: Viewer) {
    return this.me.viewing(viewer);
  }

  @Patch()
  @Can('account.change')
  @Returns(Me)
  change(@TheViewer() viewer: MemberViewer, @Body({ schema: ChangeMe }) input: ChangeMe) {
    return this.me.change(viewer, input);
  }

  @Get('sessions')
  @Can('account.change')
  @Returns(SessionPage)
  sessionList(@TheViewer() viewer: MemberViewer, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.sessions.page(viewer, query);
  }

  @Delete('sessions')
  @Can('account.change')
  @ReturnsNothing()
  endOthers(@TheViewer() viewer: MemberViewer) {
    return this.sessions.endOthers(viewer);
  }

  @Delete('sessions/:id')
  @Can('account.change')
  @ReturnsNothing()
  end(@TheViewer() viewer: MemberViewer, @Param('id', { schema: PathId }) id: number) {
    return this.sessions.end(viewer, id);
  }

  @Post('tokens')
  @Can('account.change')
  @Limited('token', 20, 3600)
  @Returns(Token, 201)
  createToken(@TheViewer() viewer: MemberViewer, @Body({ schema: CreateToken }) input: CreateToken) {
    return this.sessions.createToken(viewer, input);
  }
}
