import { browser } from './cookies.js';
import type { Client } from './client.js';
import type { Scene } from './scene.js';

export const DEMO_PASSWORD = 'fingerpost-demo';

/** A browser in which a member of the demonstration is signed in. */
export const demoMember = async (scene: Scene, handle: string): Promise<Client> =>
  browser(
    scene,
    await scene.guest.post('/api/auth/sign-in', {
      email: `${handle}@demo.example`,
      password: DEMO_PASSWORD,
    }),
  );

export const mine = async (who: Client) => (await who.get('/api/me')).body.member;
