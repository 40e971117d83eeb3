import type { FastifyRequest } from 'fastify';
import { sessionCookieName } from '../access/session.strategies.js';
import type { Config } from '../config/settings.js';

export type Theme = 'light' | 'dark' | null;

/** Kept in a cookie by the reader's choice, so that a page has its colours before any script runs. */
export const themeOf = (request: FastifyRequest): Theme =>
  (/(?:^|;\s*)fp_theme=(light|dark)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1] as Theme | undefined) ??
  null;

const isGuest = ({ headers }: FastifyRequest, config: Config): boolean =>
  headers.authorization === undefined && !headers.cookie?.includes(`${sessionCookieName(config)}=`);

/** A guest's page is the same for all guests but for these; null for who may be a member. */
export function guestKey(request: FastifyRequest, config: Config): string | null {
  if (!isGuest(request, config)) return null;
  // The demonstration bar leads to the other local name.
  const name = config.demo && request.headers.host?.startsWith('127.0.0.1') ? 'ip' : '';
  return `${name} ${themeOf(request) ?? ''} ${request.url}`;
}
