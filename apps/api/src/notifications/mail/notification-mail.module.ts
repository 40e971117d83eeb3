import { Module } from '@nestjs/common';
import { UnsubscribeModule } from '../unsubscribe/unsubscribe.module.js';
import { DigestLetter } from './digest.letter.js';
import { DigestSweeper } from './digest.sweeper.js';
import { NotificationLetter } from './notification.letter.js';
import { NotificationMail } from './notification-mail.js';
import { SubjectLetters } from './subject-letters.js';

@Module({
  imports: [UnsubscribeModule],
  providers: [NotificationMail, NotificationLetter, SubjectLetters, DigestLetter, DigestSweeper],
  exports: [NotificationMail, SubjectLetters, DigestSweeper],
})
export class NotificationMailModule {}
