import type { Answer, Client } from './client.js';
import type { Scene } from './scene.js';
import { client } from './client.js';

/** The session cookie that an answer sets, as `name=value`, and its attributes in lower case. */
export function cookieOf(answer: Answer): { pair: string; attributes: string[] } {
  const header = [answer.headers['set-cookie']].flat()[0];
  const [pair = '', ...attributes] = String(header ?? '').split('; ');
  return { pair, attributes: attributes.map((each) => each.toLowerCase()) };
}

/** A browser that keeps the cookie of an answer. */
export const browser = (scene: Scene, answer: Answer): Client =>
  client(scene.app, { cookie: cookieOf(answer).pair });
