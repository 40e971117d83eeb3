import campaigns from '../en/campaigns.json' with { type: 'json' };

/** The campaigns of the year, apart from the rest so that only their readers load them. */
export const enCampaigns = { campaigns };
