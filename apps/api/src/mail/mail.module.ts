import { Global, Module } from '@nestjs/common';
import { MailDelivery } from './delivery.js';
import { DevMailController } from './dev-mail.controller.js';
import { DevMailbox } from './dev-mailbox.js';
import { MailFiles } from './mail-files.js';
import { MailSender } from './mail.sender.js';
import { MailWriter } from './mail.writer.js';
import { Outbox } from './outbox.js';
import { MailTemplates } from './templates.js';
import { MailTidy } from './tidy.js';

@Global()
@Module({
  controllers: [DevMailController],
  providers: [MailDelivery, MailFiles, MailTemplates, MailTidy, MailSender, MailWriter, DevMailbox, Outbox],
  exports: [DevMailbox, MailFiles, MailTemplates, Outbox],
})
export class MailModule {}
