import { Module } from '@nestjs/common';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PartnershipsModule } from '../partnerships/partnerships.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ComingUpService } from './coming-up.service.js';
import { EventsModule } from '../events/events.module.js';
import { HomeController } from './home.controller.js';
import { HomeQueries } from './home.queries.js';
import { HomeService } from './home.service.js';

@Module({
  imports: [EventsModule, CampaignsModule, NotificationsModule, PartnershipsModule, SettingsModule],
  controllers: [HomeController],
  providers: [HomeService, HomeQueries, ComingUpService],
  exports: [HomeService],
})
export class HomeModule {}
