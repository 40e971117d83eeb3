import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { partialDateWords } from '@fingerpost/contracts/partial-dates';
import { t } from '@fingerpost/messages';
import type { Sender } from '../mail/templates.js';
import { NotificationMailModule } from '../notifications/mail/notification-mail.module.js';
import { SubjectLetters, type Said, type Told } from '../notifications/mail/subject-letters.js';

/** The letter to a steward whose record is due for a look; of all else that concerns a record the usual words are told. */
@Injectable()
export class PartnershipLetters implements OnModuleInit {
  constructor(private readonly letters: SubjectLetters) {}

  onModuleInit(): void {
    this.letters.add('partnership', (told, sender) => Promise.resolve(this.write(told, sender)));
  }

  private write({ kind, title, path, data }: Told, sender: Sender): Said | null {
    if (kind !== 'partnership.review_due') return null;
    return {
      subject: t('partnerships.mail.due', { title }),
      blocks: [
        { say: t('partnerships.mail.checked', { title, date: partialDateWords(String(data.verifiedAt)) }) },
        { say: t('partnerships.mail.what') },
        // Opening it changes nothing: the button is on the page.
        { link: sender.address + path, label: t('partnerships.mail.open') },
      ],
    };
  }
}

@Module({ imports: [NotificationMailModule], providers: [PartnershipLetters] })
export class PartnershipNotificationsModule {}
