import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Discussion, DiscussionKind, PostSeen } from '@fingerpost/contracts/discussions';
import type { Collection, CreateCollection } from '@fingerpost/contracts/collections';
import type { CreateResource, Resource } from '@fingerpost/contracts/resources';
import type { CreateEvent, Event } from '@fingerpost/contracts/events';
import type { Role, Visibility } from '@fingerpost/contracts/spaces';
import { Access } from '../src/access/access.service.js';
import { Sessions } from '../src/access/sessions.js';
import { Clock } from '../src/config/clock.js';
import { Database } from '../src/database/database.service.js';
import type { z } from 'zod';
import { client } from './client.js';

export interface Member {
  personId: number;
  accountId: number;
  email: string;
  name: string;
  token: string;
}
export interface MadeSpace {
  id: number;
  slug: string;
}
type Somebody = [Member, Role];

/** What specs need to exist, with defaults that make sense. Each call makes something new. */
export function factories(app: NestFastifyApplication) {
  const db = app.get(Database, { strict: false });
  const sessions = app.get(Sessions, { strict: false });
  const access = app.get(Access, { strict: false });
  const clock = app.get(Clock, { strict: false });
  let count = 0;
  const as = (member: Member) => client(app, { authorization: `Bearer ${member.token}` });

  return {
    /** A signed-in member of nothing. */
    async member(wish: { name?: string; email?: string; operator?: boolean } = {}): Promise<Member> {
      count += 1;
      const name = wish.name ?? `Librarian ${count}`;
      const email = wish.email ?? `librarian-${count}@demo.example`;
      return db.transaction(async (tx) => {
        const [person] = await tx.query<{ id: number }[]>(
          `INSERT INTO people (kind, name, sector, created_at) VALUES ('member', $1, 'nhs', $2) RETURNING id`,
          [name, clock.now()],
        );
        const [account] = await tx.query<{ id: number }[]>(
          `INSERT INTO accounts (email, person_id, confirmed_at, operator) VALUES ($1, $2, $3, $4) RETURNING id`,
          [email, person!.id, clock.now(), wish.operator ?? false],
        );
        const { token } = await sessions.start(tx, account!.id, 'bearer', 'spec');
        return { personId: person!.id, accountId: account!.id, email, name, token };
      });
    },

    async space(
      wish: { visibility?: Visibility; slug?: string; name?: string; members?: Somebody[] } = {},
    ): Promise<MadeSpace> {
      count += 1;
      const slug = wish.slug ?? `space-${count}`;
      return db.transaction(async (tx) => {
        const [space] = await tx.query<{ id: number }[]>(
          `INSERT INTO spaces (slug, name, visibility, created_at) VALUES ($1, $2, $3, $4) RETURNING id`,
          [slug, wish.name ?? `Space ${count}`, wish.visibility ?? 'public', clock.now()],
        );
        for (const [member, role] of wish.members ?? [])
          await access.setMembership(tx, space!.id, member.personId, { role, state: 'active' }, clock.now());
        return { id: space!.id, slug };
      });
    },

    /** A space with those whom most specs need: two members, a moderator, and beside it somebody who is in no space. */
    async company() {
      const [host, peer, moderator, stranger] = [
        await this.member(),
        await this.member(),
        await this.member(),
        await this.member(),
      ];
      const space = await this.space({
        members: [
          [host, 'member'],
          [peer, 'member'],
          [moderator, 'moderator'],
        ],
      });
      return { host, peer, moderator, stranger, space };
    },

    async discussion(
      author: Member,
      space: MadeSpace,
      wish: { kind?: DiscussionKind; title?: string; body?: string; tags?: string[] } = {},
    ): Promise<Discussion> {
      count += 1;
      const input = {
        spaceId: space.id,
        kind: 'question',
        title: `Question ${count}`,
        body: `Words of question ${count}.`,
        ...wish,
      };
      const answer = await as(author).post<Discussion>('/api/discussions', input);
      if (answer.status !== 201) throw new Error(`no discussion: ${answer.status} ${answer.text}`);
      return answer.body;
    },

    async resource(author: Member, space: MadeSpace, wish: Partial<CreateResource> = {}): Promise<Resource> {
      count += 1;
      const answer = await as(author).post<Resource>('/api/resources', {
        spaceId: space.id,
        title: `Resource ${count}`,
        kind: 'guide',
        licence: 'cc-by',
        ...(wish.upload === undefined && { link: `https://library.example/resource-${count}` }),
        ...wish,
      });
      if (answer.status !== 201) throw new Error(`no resource: ${answer.status} ${answer.text}`);
      return answer.body;
    },

    async collection(
      author: Member,
      space: MadeSpace,
      wish: Partial<z.input<typeof CreateCollection>> = {},
    ): Promise<Collection> {
      count += 1;
      const input = { spaceId: space.id, title: `Collection ${count}`, ...wish };
      const answer = await as(author).post<Collection>('/api/collections', input);
      if (answer.status !== 201) throw new Error(`no collection: ${answer.status} ${answer.text}`);
      return answer.body;
    },

    /** What an event needs: one on a Thursday in February 2027, with a place to go to. */
    eventInput(space: MadeSpace, wish: Partial<z.input<typeof CreateEvent>> = {}) {
      count += 1;
      return {
        spaceId: space.id,
        title: `Study day ${count}`,
        kind: 'study_day' as const,
        start: '2027-02-04T10:00',
        end: '2027-02-04T12:00',
        format: 'in_person' as const,
        place: { name: 'Education centre' },
        ...wish,
      };
    },

    /** When something takes place that many hours from now. */
    hoursFromNow(from: number, to: number) {
      const at = (hours: number) =>
        new Date(clock.now().getTime() + hours * 3_600_000).toISOString().slice(0, 16);
      return { start: at(from), end: at(to), zone: 'Etc/UTC' };
    },

    async event(
      author: Member,
      space: MadeSpace,
      wish: Partial<z.input<typeof CreateEvent>> = {},
    ): Promise<Event> {
      const answer = await as(author).post<Event>('/api/events', this.eventInput(space, wish));
      if (answer.status !== 201) throw new Error(`no event: ${answer.status} ${answer.text}`);
      return answer.body;
    },

    async reply(
      author: Member,
      discussion: { id: number },
      wish: { body?: string; parentId?: number } = {},
    ): Promise<PostSeen> {
      count += 1;
      const answer = await as(author).post<PostSeen>(`/api/discussions/${discussion.id}/posts`, {
        body: `Words of reply ${count}.`,
        ...wish,
      });
      if (answer.status !== 201) throw new Error(`no reply: ${answer.status} ${answer.text}`);
      return answer.body;
    },
  };
}
export type Factories = ReturnType<typeof factories>;
