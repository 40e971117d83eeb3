import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { MessageLetter } from './message.letter.js';
import { MessageQueries } from './messages.queries.js';
import { Messages } from './messages.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleQueries } from './people.queries.js';

@Module({
  imports: [NotificationsModule],
  controllers: [PeopleController],
  providers: [PeopleQueries, MessageQueries, Messages, MessageLetter],
  exports: [PeopleQueries, MessageQueries, Messages],
})
export class PeopleModule {}
