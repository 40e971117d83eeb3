import { Module } from '@nestjs/common';
import { PushModule } from '../push/push.module.js';
import { NotificationSettingsController } from './settings.controller.js';
import { NotificationSettingsService } from './settings.service.js';

@Module({
  imports: [PushModule],
  controllers: [NotificationSettingsController],
  providers: [NotificationSettingsService],
})
export class NotificationSettingsModule {}
