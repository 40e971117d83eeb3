import { Module } from '@nestjs/common';
import { NotificationMail } from './notification-mail.js';

@Module({ providers: [NotificationMail], exports: [NotificationMail] })
export class NotificationMailModule {}
