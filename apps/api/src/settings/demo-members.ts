import members from '../starting/content/members.json' with { type: 'json' };

/** The domain of every demonstration member; reserved, so that no mail to it can reach anybody. */
export const DEMO_DOMAIN = 'demo.example';
export const DEMO_PASSWORD = 'fingerpost-demo';

/** Those that the sign-in page offers, in its order. */
const OFFERED = [
  'trust-librarian',
  'public-librarian',
  'university-librarian',
  'newcomer',
  'moderator',
  'operator',
];
export const DEMO_MEMBERS = OFFERED.map((handle) => ({
  handle,
  email: `${handle}@${DEMO_DOMAIN}`,
  name: members.find((member) => member.handle === handle)?.displayName ?? handle,
}));
