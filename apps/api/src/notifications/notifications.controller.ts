import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  NotificationCount,
  NotificationPage,
  NotificationQuery,
  ReadNotifications,
} from '@fingerpost/contracts/notifications';
import { Can, Returns } from '../http/decorators.js';
import { TheViewer, type MemberViewer } from '../http/viewer.js';
import { Inbox } from './inbox.service.js';

@Controller('api/notifications')
export class NotificationsController {
  constructor(private readonly inbox: Inbox) {}

  @Get()
  @Can('inbox.read')
  @Returns(NotificationPage)
  page(@TheViewer() viewer: MemberViewer, @Query({ schema: NotificationQuery }) query: NotificationQuery) {
    return this.inbox.page(viewer, query);
  }

  @Get('count')
  @Can('inbox.read')
  @Returns(NotificationCount)
  count(@TheViewer() viewer: MemberViewer) {
    return this.inbox.count(viewer);
  }

  @Post('read')
  @Can('inbox.read')
  @Returns(NotificationCount)
  read(@TheViewer() viewer: MemberViewer, @Body({ schema: ReadNotifications }) input: ReadNotifications) {
    return this.inbox.read(viewer, input);
  }
}
