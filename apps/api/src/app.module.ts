import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccessModule } from './access/access.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { ActivityModule } from './activity/activity.module.js';
import { CampaignsModule } from './campaigns/campaigns.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Config } from './config/settings.js';
import { DatabaseModule } from './database/database.module.js';
import { DiscussionsModule } from './discussions/discussions.module.js';
import { FilesModule } from './files/files.module.js';
import { EventNotificationsModule } from './events/events.notifications.js';
import { EventsModule } from './events/events.module.js';
import { HealthModule } from './health/health.module.js';
import { HomeModule } from './home/home.module.js';
import { HttpModule } from './http/http.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MailModule } from './mail/mail.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OrganisationsModule } from './organisations/organisations.module.js';
import { PagesModule } from './pages/pages.module.js';
import { PartnershipNotificationsModule } from './partnerships/partnerships.notifications.js';
import { PartnershipsModule } from './partnerships/partnerships.module.js';
import { PeopleModule } from './people/people.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { RedisModule } from './redis/redis.module.js';
import { ResourceNotificationsModule } from './resources/resources.notifications.js';
import { ResourcesModule } from './resources/resources.module.js';
import { SearchModule } from './search/search.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { SpacesModule } from './spaces/spaces.module.js';
import { StartingModule } from './starting/starting.module.js';

const GROUND_FLOOR = [
  DiscoveryModule,
  DatabaseModule,
  RedisModule,
  HttpModule,
  AccessModule,
  ActivityModule,
  JobsModule,
  FilesModule,
  MailModule,
  RealtimeModule,
  HealthModule,
];
const FEATURES = [
  AccountsModule,
  OrganisationsModule,
  SettingsModule,
  StartingModule,
  DiscussionsModule,
  ResourcesModule,
  ResourceNotificationsModule,
  EventsModule,
  EventNotificationsModule,
  SpacesModule,
  PartnershipsModule,
  PartnershipNotificationsModule,
  PeopleModule,
  CampaignsModule,
  NotificationsModule,
  SearchModule,
  HomeModule,
  PagesModule,
];

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(config), ...GROUND_FLOOR, ...FEATURES] };
  }
}
