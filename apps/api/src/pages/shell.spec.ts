import type { Me } from '@fingerpost/contracts/accounts';
import { describe, expect, it } from 'vitest';
import { footer, header, type ShellContext } from './shell.js';

const site = {
  name: 'Fingerpost',
  runBy: '',
  contact: '',
  joining: 'open',
  houseRules: '',
  demonstration: false,
  secondAddress: null,
  demoMembers: [],
} as const;
const guest: ShellContext = {
  site: { ...site, modules: ['events'], demoMembers: [] },
  member: null,
  inbox: null,
  address: '/spaces/national?sort=new',
  theme: null,
};

describe('the shell in HTML', () => {
  it('leads to the modules that are switched on, and to no other', () => {
    const nav = header({ ...guest, address: '/events/12-a-day' }).text;
    expect(nav).toContain('<a href="/events" aria-current="true">');
    expect(nav).not.toContain('href="/resources"');
  });

  it('leads a guest to sign in and back to where they were', () => {
    expect(header(guest).text).toContain('href="/sign-in?next=%2Fspaces%2Fnational%3Fsort%3Dnew"');
    expect(header({ ...guest, address: '/' }).text).toContain('href="/sign-in"');
  });

  it('names a member, and trusts no name', () => {
    const member = { name: '<i>Me</i>' } as Me;
    expect(header({ ...guest, member }).text).toContain('&lt;i&gt;Me&lt;/i&gt;');
  });

  it('says how much is unread, with scripts off too', () => {
    const member = { name: 'Me' } as Me;
    const bell = (unread: number) => header({ ...guest, member, inbox: { unread, last: 200 } }).text;
    expect(bell(0)).toContain('aria-label="Inbox"');
    expect(bell(3)).toContain('aria-label="Inbox, 3 unread"');
    expect(bell(100)).toContain('99+');
    expect(header(guest).text).not.toContain('/inbox');
  });

  it('offers a second person in a demonstration only, on the same page', () => {
    const demo = {
      ...guest,
      site: { ...guest.site, demonstration: true, secondAddress: 'http://127.0.0.1:3000' },
    };
    expect(header(demo).text).toContain('href="http://127.0.0.1:3000/spaces/national?sort=new"');
    expect(header(guest).text).not.toContain('demo-bar');
  });

  it('says at the foot who runs the site, or that nobody has said so', () => {
    expect(footer(guest).text).toContain('nobody’s official service');
    expect(footer({ ...guest, site: { ...guest.site, contact: 'a@demo.example' } }).text).toContain(
      'mailto:a@demo.example',
    );
  });
});
