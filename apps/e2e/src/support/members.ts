import { randomUUID } from 'node:crypto';
import type { Api } from './api.js';
import { codeFor } from './mailbox.js';

let made = 0;

export const freshAddress = () => `e2e-${randomUUID().slice(0, 8)}@journeys.example`;

/** Signs a new member up and in, in the browser whose API this is. */
export async function joinSite(api: Api, displayName = `Journey member ${++made}`): Promise<string> {
  const email = freshAddress();
  await api.post('/api/auth/sign-up', { email, displayName, sector: 'nhs' });
  await api.post('/api/auth/code/confirm', { email, code: await codeFor(api, email) });
  return email;
}
