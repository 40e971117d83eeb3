import { Module } from '@nestjs/common';
import { BlocksController } from './blocks.controller.js';
import { Blocks } from './blocks.service.js';
import { FanOut } from './fan-out.js';
import { NotificationHints } from './hints.js';
import { Inbox } from './inbox.service.js';
import { NotificationMailModule } from './mail/notification-mail.module.js';
import { MentionsController } from './mentions.controller.js';
import { Mentions } from './mentions.service.js';
import { NotificationsController } from './notifications.controller.js';
import { InboxTidy } from './tidy.js';
import { WatchesController } from './watches.controller.js';
import { Watches } from './watches.service.js';

@Module({
  imports: [NotificationMailModule],
  controllers: [NotificationsController, WatchesController, MentionsController, BlocksController],
  providers: [FanOut, NotificationHints, Inbox, InboxTidy, Watches, Mentions, Blocks],
  exports: [Inbox, Watches],
})
export class NotificationsModule {}
