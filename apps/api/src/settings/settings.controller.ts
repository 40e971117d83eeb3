import { Body, Controller, Get, Headers, Patch } from '@nestjs/common';
import { ChangeSettings, Settings, Site } from '@fingerpost/contracts/settings';
import { Can, Public, Returns } from '../http/decorators.js';
import { TheViewer, type MemberViewer, type Viewer } from '../http/viewer.js';
import { SettingsService } from './settings.service.js';

@Controller('api')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get('settings')
  @Can('site.operate')
  @Returns(Settings)
  read(@TheViewer() viewer: Viewer) {
    return this.settings.settings(viewer);
  }

  @Patch('settings')
  @Can('site.operate')
  @Returns(Settings)
  change(@TheViewer() viewer: MemberViewer, @Body({ schema: ChangeSettings }) input: ChangeSettings) {
    return this.settings.change(viewer, input);
  }

  @Get('site')
  @Public()
  @Returns(Site)
  site(@Headers('host') host: string | undefined) {
    return this.settings.site(host);
  }
}
