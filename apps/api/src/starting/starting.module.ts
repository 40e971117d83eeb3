import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { PartnershipsModule } from '../partnerships/partnerships.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { FirstOperatorService } from './first-operator.service.js';
import { StartingDirectoryLoader } from './load-directory.js';
import { RemoveDemonstrationService } from './remove-demonstration.service.js';
import { StartingController } from './starting.controller.js';
import { StartingContent } from './starting.service.js';

@Module({
  imports: [AccountsModule, OrganisationsModule, PartnershipsModule, SettingsModule],
  controllers: [StartingController],
  providers: [StartingContent, StartingDirectoryLoader, FirstOperatorService, RemoveDemonstrationService],
  exports: [StartingContent],
})
export class StartingModule {}
