import { Global, Module } from '@nestjs/common';
import { MailDelivery } from './delivery.js';
import { DevMailController } from './dev-mail.controller.js';
import { DevMailbox } from './dev-mailbox.js';
import { MailFiles } from './mail-files.js';
import { MailWorker } from './mail.worker.js';
import { Outbox } from './outbox.js';
import { MailTemplates } from './templates.js';
import { MailTidy } from './tidy.js';

@Global()
@Module({
  controllers: [DevMailController],
  providers: [MailDelivery, MailFiles, MailTemplates, MailTidy, MailWorker, DevMailbox, Outbox],
  exports: [DevMailbox, MailFiles, MailTemplates, Outbox],
})
export class MailModule {}
