const BEARER = /^Bearer\s+(\S+)$/i;

/**
 * The token of a program. Any other Authorization header is not for us: a browser behind a proxy with a password of its
 * own sends one by itself, and stays known by its cookie and asked for its origin.
 */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
