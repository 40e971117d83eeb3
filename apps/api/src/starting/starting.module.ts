import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { FirstOperatorService } from './first-operator.service.js';
import { RemoveDemonstrationService } from './remove-demonstration.service.js';
import { StartingController } from './starting.controller.js';
import { StartingContent } from './starting.service.js';

@Module({
  imports: [AccountsModule, SettingsModule],
  controllers: [StartingController],
  providers: [StartingContent, FirstOperatorService, RemoveDemonstrationService],
  exports: [StartingContent],
})
export class StartingModule {}
