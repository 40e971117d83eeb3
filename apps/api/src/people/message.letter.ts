import { Injectable, type OnModuleInit } from '@nestjs/common';
import { t } from '@fingerpost/messages';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import type { Unsent } from '../mail/letter.js';
import type { Sender } from '../mail/templates.js';
import { forMail } from '../notifications/mail/post-in-mail.js';
import { SubjectLetters, type Said, type Told } from '../notifications/mail/subject-letters.js';

const FIND = statement(
  'message-letter',
  'SELECT html FROM messages WHERE id = $1 AND to_id = $2 AND NOT withheld',
);

/** The mail about a message: its words and the way to answer, from the site's own address. */
@Injectable()
export class MessageLetter implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly letters: SubjectLetters,
  ) {}

  onModuleInit(): void {
    this.letters.add('message', (told, sender) => this.write(told, sender));
  }

  private async write({ subjectId, personId, name, path }: Told, sender: Sender): Promise<Said | Unsent> {
    const found = await this.db.one<{ html: string }>(FIND, [subjectId, personId]);
    if (!found) return { skip: 'no message for this member' };
    return {
      subject: t('mail.message.subject', { name }),
      blocks: [
        { say: `${t('mail.message.subject', { name })}:` },
        { post: forMail(found.html, sender.address) },
        { link: sender.address + path, label: t('mail.message.answer') },
        { say: t('mail.message.private') },
      ],
    };
  }
}
