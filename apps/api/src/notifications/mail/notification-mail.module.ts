import { Module } from '@nestjs/common';
import { UnsubscribeModule } from '../unsubscribe/unsubscribe.module.js';
import { DigestLetter } from './digest.letter.js';
import { DigestSweeper } from './digest.sweeper.js';
import { NotificationLetter } from './notification.letter.js';
import { NotificationMail } from './notification-mail.js';

@Module({
  imports: [UnsubscribeModule],
  providers: [NotificationMail, NotificationLetter, DigestLetter, DigestSweeper],
  exports: [NotificationMail, DigestSweeper],
})
export class NotificationMailModule {}
