import { describe, expect, it } from 'vitest';
import { verdictOn } from './faults.js';
import { nextProbe, nextTry } from './patience.js';

const rcpt = (response: string) => ({
  code: 'EENVELOPE',
  command: 'RCPT TO',
  responseCode: Number(response.slice(0, 3)),
  response,
});

describe('what a failed attempt is about', () => {
  it.each([
    [rcpt('550 5.1.1 no such user'), 'address'],
    [rcpt('550 nobody here'), 'address'],
    [rcpt('553 5.1.3 bad address'), 'address'],
    [rcpt('550 5.2.1 mailbox disabled'), 'address'],
    [rcpt('550 5.7.1 relaying denied'), 'mail'],
    [rcpt('552 5.2.2 mailbox full'), 'mail'],
    [rcpt('554 5.7.1 your host is listed'), 'mail'],
    [rcpt('451 greylisted'), 'mail'],
    [rcpt('421 closing'), 'server'],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'mail'],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 554 }, 'server'],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'server'],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, 'server'],
    [{ code: 'ECONNECTION', command: 'DATA' }, 'server'],
    [new Error('a letter that cannot be written'), 'mail'],
  ])('%j is about the %s', (fault, verdict) => expect(verdictOn(fault)).toBe(verdict));
});

describe('patience', () => {
  it('looks every few seconds at first, then rarely, then no more', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((tries) => nextTry(tries, 0))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000,
    ]);
    expect([nextTry(90, 3_600_000), nextTry(900, 73 * 3_600_000)]).toEqual([900_000, null]);
    expect([1, 5, 50].map(nextProbe)).toEqual([1_000, 16_000, 20_000]);
  });
});
