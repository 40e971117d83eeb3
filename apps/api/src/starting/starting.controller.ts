import { Body, Controller, Delete, Post, Req, Res } from '@nestjs/common';
import { Viewing } from '@fingerpost/contracts/accounts';
import { FirstOperator, OneTimeToken, RemoveDemonstration } from '@fingerpost/contracts/settings';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionCookie } from '../accounts/session-cookie.js';
import { Can, Limited, Public, Returns, ReturnsNothing } from '../http/decorators.js';
import { TheViewer, type MemberViewer } from '../http/viewer.js';
import { FirstOperatorService } from './first-operator.service.js';
import { RemoveDemonstrationService } from './remove-demonstration.service.js';

@Controller('api/site')
export class StartingController {
  constructor(
    private readonly firstOperator: FirstOperatorService,
    private readonly removal: RemoveDemonstrationService,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('first-operator')
  @Public()
  @Limited('first-operator', 10, 600)
  @Returns(Viewing, 201)
  begin(
    @Body({ schema: FirstOperator }) input: FirstOperator,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.cookie.grant(reply, this.firstOperator.begin(input, this.cookie.doorstep(request)));
  }

  @Post('first-operator/token')
  @Public()
  @Limited('first-operator-token', 30, 600)
  @ReturnsNothing()
  check(@Body({ schema: OneTimeToken }) { token }: OneTimeToken) {
    return this.firstOperator.check(token);
  }

  @Delete('demonstration')
  @Can('site.operate')
  @Limited('demonstration', 10, 600)
  @Returns(Viewing)
  remove(
    @TheViewer() viewer: MemberViewer,
    @Body({ schema: RemoveDemonstration }) input: RemoveDemonstration,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.cookie.grant(reply, this.removal.remove(viewer, input, this.cookie.doorstep(request)));
  }
}
