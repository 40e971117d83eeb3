import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { HomeController } from './home.controller.js';
import { HomeQueries } from './home.queries.js';
import { HomeService } from './home.service.js';

@Module({
  imports: [NotificationsModule],
  controllers: [HomeController],
  providers: [HomeService, HomeQueries],
  exports: [HomeService],
})
export class HomeModule {}
