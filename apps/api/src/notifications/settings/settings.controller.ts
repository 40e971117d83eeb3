import { Body, Controller, Get, Put } from '@nestjs/common';
import { ChangeNotificationSettings, NotificationSettings } from '@fingerpost/contracts/notifications';
import { Can, Returns } from '../../http/decorators.js';
import { TheViewer, type MemberViewer } from '../../http/viewer.js';
import { NotificationSettingsService } from './settings.service.js';

@Controller('api/me/notification-settings')
export class NotificationSettingsController {
  constructor(private readonly settings: NotificationSettingsService) {}

  @Get()
  @Can('inbox.read')
  @Returns(NotificationSettings)
  of(@TheViewer() viewer: MemberViewer) {
    return this.settings.of(viewer);
  }

  @Put()
  @Can('inbox.read')
  @Returns(NotificationSettings)
  change(
    @TheViewer() viewer: MemberViewer,
    @Body({ schema: ChangeNotificationSettings }) input: ChangeNotificationSettings,
  ) {
    return this.settings.change(viewer, input);
  }
}
