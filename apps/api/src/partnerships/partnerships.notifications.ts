import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { partialDateWords } from '@fingerpost/contracts/partial-dates';
import { t } from '@fingerpost/messages';
import type { Sender } from '../mail/templates.js';
import { NotificationMailModule } from '../notifications/mail/notification-mail.module.js';
import { SubjectLetters, type Said, type Told } from '../notifications/mail/subject-letters.js';

/** Letters to a steward, which ask for a look; of all else that concerns a record the usual words are told. */
@Injectable()
export class PartnershipLetters implements OnModuleInit {
  constructor(private readonly letters: SubjectLetters) {}

  onModuleInit(): void {
    this.letters.add('partnership', (told, sender) => Promise.resolve(this.write(told, sender)));
  }

  private write({ kind, title, path, data }: Told, sender: Sender): Said | null {
    const words = wordsOf(kind, data);
    if (!words) return null;
    const date = partialDateWords(String(data.since ?? data.verifiedAt));
    return {
      subject: t(`partnerships.mail.${words}.subject`, { title }),
      blocks: [
        { say: t(`partnerships.mail.${words}.text`, { title, date }) },
        { say: t('partnerships.mail.what') },
        // Opening it changes nothing: the button is on the page.
        { link: sender.address + path, label: t('partnerships.mail.open') },
      ],
    };
  }
}

/** A record that was never checked is not out of date but unverified, as its page says. */
function wordsOf(kind: string, { verifiedAt }: Told['data']): string | null {
  if (kind === 'partnership.confirmed') return 'confirmed';
  if (kind === 'partnership.review_due') return verifiedAt ? 'due' : 'unverified';
  if (kind === 'partnership.stale') return verifiedAt ? 'stale' : 'stillUnverified';
  return null;
}

@Module({ imports: [NotificationMailModule], providers: [PartnershipLetters] })
export class PartnershipNotificationsModule {}
