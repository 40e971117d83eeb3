import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { partialDateWords } from '@fingerpost/contracts/partial-dates';
import { t } from '@fingerpost/messages';
import type { Sender } from '../mail/templates.js';
import { NotificationMailModule } from '../notifications/mail/notification-mail.module.js';
import { SubjectLetters, type Said, type Told } from '../notifications/mail/subject-letters.js';

const WORDS: Record<string, string> = {
  'resource.handed_over': 'handed',
  'resource.review_due': 'due',
  'resource.review_passed': 'passed',
};

/** Letters to who looks after a resource: that it is theirs, or to be looked over. Of all else the usual words are told. */
@Injectable()
export class ResourceLetters implements OnModuleInit {
  constructor(private readonly letters: SubjectLetters) {}

  onModuleInit(): void {
    this.letters.add('resource', (told, sender) => Promise.resolve(this.write(told, sender)));
  }

  private write({ kind, title, path, data, name }: Told, sender: Sender): Said | null {
    const words = WORDS[kind];
    if (!words) return null;
    const date = data.reviewBy ? partialDateWords(String(data.reviewBy)) : '';
    return {
      subject: t(`resources.mail.${words}.subject`, { title, date }),
      blocks: [
        { say: t(`resources.mail.${words}.text`, { title, date, name }) },
        { say: t(words === 'handed' ? 'resources.mail.handed.what' : 'resources.mail.what') },
        { link: sender.address + path, label: t('resources.mail.open') },
      ],
    };
  }
}

@Module({ imports: [NotificationMailModule], providers: [ResourceLetters] })
export class ResourceNotificationsModule {}
