import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { AuthController } from './auth.controller.js';
import { CodeKey } from './code-key.js';
import { CodeLetter } from './code.letter.js';
import { Codes } from './codes.js';
import { LocalSignIn } from './local.strategy.js';
import { MeController } from './me.controller.js';
import { MeQueries } from './me.queries.js';
import { MeService } from './me.service.js';
import { Members } from './members.service.js';
import { MySessionsService } from './my-sessions.service.js';
import { PasswordChange } from './password-change.js';
import { PasswordLetter } from './password.letter.js';
import { Passwords } from './passwords.js';
import { SessionCookie } from './session-cookie.js';
import { SignInService } from './sign-in.service.js';
import { AccountsTidy } from './tidy.js';
import { Tries } from './tries.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [AuthController, MeController],
  providers: [
    AccountsTidy,
    CodeKey,
    CodeLetter,
    Codes,
    LocalSignIn,
    MeQueries,
    MeService,
    Members,
    MySessionsService,
    PasswordChange,
    PasswordLetter,
    Passwords,
    SessionCookie,
    SignInService,
    Tries,
  ],
  exports: [MeService, Members, Passwords, SessionCookie, SignInService],
})
export class AccountsModule {}
