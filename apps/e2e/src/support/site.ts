/** Where the run's server is: `localhost` for the first person, `127.0.0.1` for a second one with a sign-in of their own. */
export const LOCALHOST = process.env.E2E_URL ?? 'http://localhost:3000';
export const LOOPBACK = LOCALHOST.replace('localhost', '127.0.0.1');

export const DEMO_PASSWORD = 'fingerpost-demo';
export type DemoName =
  | 'trust-librarian'
  | 'public-librarian'
  | 'university-librarian'
  | 'newcomer'
  | 'moderator'
  | 'operator';
export const addressOf = (name: DemoName) => `${name}@demo.example`;
