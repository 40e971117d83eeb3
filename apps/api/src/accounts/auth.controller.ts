import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import {
  AskForCode,
  CodeSent,
  ConfirmCode,
  Confirmed,
  SignIn,
  SignOut,
  SignUp,
  Viewing,
} from '@fingerpost/contracts/accounts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Limited, Public, Returns, ReturnsNothing } from '../http/decorators.js';
import { TheViewer, type Viewer } from '../http/viewer.js';
import { SessionCookie } from './session-cookie.js';
import { SignInService } from './sign-in.service.js';

@Controller('api/auth')
export class AuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('sign-up')
  @Public()
  @Limited('sign-up', 30, 600)
  @Returns(CodeSent)
  signUp(@Body({ schema: SignUp }) input: SignUp, @Req() request: FastifyRequest) {
    return this.signIns.signUp(input, this.cookie.doorstep(request));
  }

  @Post('sign-in')
  @Public()
  @Limited('sign-in', 60, 60)
  @Returns(Viewing)
  signIn(
    @Body({ schema: SignIn }) input: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.cookie.grant(reply, this.signIns.signIn(input, this.cookie.doorstep(request)));
  }

  @Post('code')
  @Public()
  @Limited('code', 30, 600)
  @Returns(CodeSent)
  askForCode(@Body({ schema: AskForCode }) input: AskForCode, @Req() request: FastifyRequest) {
    return this.signIns.askForCode(input, this.cookie.doorstep(request));
  }

  @Post('code/confirm')
  @Public()
  @Limited('confirm', 60, 600)
  @Returns(Confirmed)
  confirm(
    @Body({ schema: ConfirmCode }) input: ConfirmCode,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.cookie.grant(reply, this.signIns.confirm(input, this.cookie.doorstep(request)));
  }

  @Post('sign-out')
  @Public()
  @ReturnsNothing()
  signOut(
    @TheViewer() viewer: Viewer,
    @Body({ schema: SignOut }) { everywhere }: SignOut,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.cookie.clear(reply, this.signIns.signOut(viewer, everywhere));
  }
}
