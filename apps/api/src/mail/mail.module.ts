import { Global, Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { MailDelivery } from './delivery.js';
import { DevMailController } from './dev-mail.controller.js';
import { DevMailbox } from './dev-mailbox.js';
import { MailFigures } from './mail.figures.js';
import { MailFiles } from './mail-files.js';
import { MailSender } from './mail.sender.js';
import { MailWriter } from './mail.writer.js';
import { Outbox } from './outbox.js';
import { MailTemplates } from './templates.js';
import { MailTidy } from './tidy.js';

@Global()
@Module({
  imports: [HealthModule],
  controllers: [DevMailController],
  providers: [
    MailDelivery,
    MailFigures,
    MailFiles,
    MailTemplates,
    MailTidy,
    MailSender,
    MailWriter,
    DevMailbox,
    Outbox,
  ],
  exports: [DevMailbox, MailFiles, MailTemplates, Outbox],
})
export class MailModule {}
