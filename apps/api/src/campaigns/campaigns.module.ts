import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.js';
import { CampaignFacts } from './campaign-facts.js';
import { CampaignsController } from './campaigns.controller.js';
import { CampaignQueries } from './campaigns.queries.js';
import { Campaigns } from './campaigns.service.js';

@Module({
  imports: [SettingsModule],
  controllers: [CampaignsController],
  providers: [Campaigns, CampaignQueries, CampaignFacts],
  exports: [Campaigns],
})
export class CampaignsModule {}
