import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { DiscussionsModule } from '../discussions/discussions.module.js';
import { EventsModule } from '../events/events.module.js';
import { HomeModule } from '../home/home.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { ResourcesModule } from '../resources/resources.module.js';
import { SearchModule } from '../search/search.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { SpacesModule } from '../spaces/spaces.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { PartnershipsModule } from '../partnerships/partnerships.module.js';
import { PeopleModule } from '../people/people.module.js';
import { CollectionPagesController } from './collection-pages.controller.js';
import { DirectoryPagesController } from './directory-pages.controller.js';
import { CampaignPage } from './campaign.page.js';
import { CampaignsPage } from './campaigns.page.js';
import { DiscussionPage } from './discussion.page.js';
import { CollectionPage } from './collection.page.js';
import { CollectionsPage } from './collections.page.js';
import { DiscussionsPage } from './discussions.page.js';
import { EventPage } from './event.page.js';
import { EventsPage } from './events.page.js';
import { GuestCache } from './guest-cache.js';
import { GuestCacheHooks } from './guest-cache.hooks.js';
import { HomePage } from './home.page.js';
import { InboxPage } from './inbox.page.js';
import { MailboxPage } from './mailbox.page.js';
import { PagesController } from './pages.controller.js';
import { OrganisationPage } from './organisation.page.js';
import { Pages } from './pages.service.js';
import { ResourcePage } from './resource.page.js';
import { ResourcesPage } from './resources.page.js';
import { PartnershipPage } from './partnership.page.js';
import { PartnershipsPage } from './partnerships.page.js';
import { PeoplePages } from './people.page.js';
import { SearchResultsPage } from './search.page.js';
import { SitemapController } from './sitemap.controller.js';
import { Sitemap } from './sitemap.service.js';
import { SpaceMembersPage } from './space-members.page.js';
import { SpacePage } from './space.page.js';
import { SpacesPage } from './spaces.page.js';
import { UnsubscribePage } from './unsubscribe.page.js';
import { WebBuild } from './web-build.js';

@Module({
  imports: [
    AccountsModule,
    CampaignsModule,
    DiscussionsModule,
    EventsModule,
    HomeModule,
    NotificationsModule,
    ResourcesModule,
    OrganisationsModule,
    PartnershipsModule,
    PeopleModule,
    SearchModule,
    SettingsModule,
    SpacesModule,
  ],
  controllers: [SitemapController, DirectoryPagesController, CollectionPagesController, PagesController],
  providers: [
    Pages,
    GuestCache,
    GuestCacheHooks,
    WebBuild,
    Sitemap,
    HomePage,
    InboxPage,
    MailboxPage,
    DiscussionsPage,
    DiscussionPage,
    EventsPage,
    EventPage,
    SpacesPage,
    SpacePage,
    SpaceMembersPage,
    CampaignsPage,
    CampaignPage,
    ResourcesPage,
    ResourcePage,
    CollectionsPage,
    CollectionPage,
    SearchResultsPage,
    PartnershipsPage,
    PartnershipPage,
    OrganisationPage,
    PeoplePages,
    UnsubscribePage,
  ],
})
export class PagesModule {}
