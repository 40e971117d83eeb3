import { Module } from '@nestjs/common';
import { BlocksController } from './blocks.controller.js';
import { Blocks } from './blocks.service.js';
import { FanOut } from './fan-out.js';
import { FanOutSweeper } from './fan-out.sweeper.js';
import { NotificationHints } from './hints.js';
import { Inbox } from './inbox.service.js';
import { NotificationMailModule } from './mail/notification-mail.module.js';
import { MentionsController } from './mentions.controller.js';
import { Mentions } from './mentions.service.js';
import { PushModule } from './push/push.module.js';
import { NotificationSettingsModule } from './settings/settings.module.js';
import { UnsubscribeModule } from './unsubscribe/unsubscribe.module.js';
import { NotificationsController } from './notifications.controller.js';
import { InboxTidy } from './tidy.js';
import { WatchesController } from './watches.controller.js';
import { Watches } from './watches.service.js';

@Module({
  imports: [NotificationMailModule, PushModule, NotificationSettingsModule, UnsubscribeModule],
  controllers: [NotificationsController, WatchesController, MentionsController, BlocksController],
  providers: [FanOut, FanOutSweeper, NotificationHints, Inbox, InboxTidy, Watches, Mentions, Blocks],
  exports: [Inbox, Watches, UnsubscribeModule, NotificationMailModule],
})
export class NotificationsModule {}
