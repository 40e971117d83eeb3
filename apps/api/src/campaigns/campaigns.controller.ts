import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { Campaign, CampaignPage, SetCampaignYear, YearParam } from '@fingerpost/contracts/campaigns';
import { Slug } from '@fingerpost/contracts/common';
import { Can, Public, Returns } from '../http/decorators.js';
import { TheViewer, type MemberViewer, type Viewer } from '../http/viewer.js';
import { PartOf } from '../settings/module.guard.js';
import { Campaigns } from './campaigns.service.js';

@Controller('api/campaigns')
@PartOf('events')
export class CampaignsController {
  constructor(private readonly campaigns: Campaigns) {}

  @Get()
  @Public()
  @Returns(CampaignPage)
  list() {
    return this.campaigns.list();
  }

  @Get(':slug')
  @Public()
  @Returns(Campaign)
  detail(@TheViewer() viewer: Viewer, @Param('slug', { schema: Slug }) slug: string) {
    return this.campaigns.one(viewer, slug);
  }

  @Put(':slug/years/:year')
  @Can('campaign.confirm')
  @Returns(Campaign)
  setYear(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', { schema: Slug }) slug: string,
    @Param('year', { schema: YearParam }) year: number,
    @Body({ schema: SetCampaignYear }) input: SetCampaignYear,
  ) {
    return this.campaigns.setYear(viewer, slug, year, input);
  }
}
