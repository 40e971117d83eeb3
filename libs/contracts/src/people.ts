import { z } from 'zod';
import { Person } from './accounts.js';
import { Id, Instant, PageQuery, pageOf, textBlock, textLine } from './common.js';
import { MESSAGE_MAX, QUERY_MAX } from './limits.js';
import { Sector } from './organisations.js';

/** A member who chose to be found by others. No address: whoever wants to write does it through the site. */
export const DirectoryPerson = Person.extend({
  canHelpWith: z.string(),
  place: z.string(),
  can: z.object({ write: z.boolean() }),
}).meta({ id: 'DirectoryPerson' });
export type DirectoryPerson = z.infer<typeof DirectoryPerson>;
export const PeoplePage = pageOf(DirectoryPerson, 'PeoplePage');

export const PeopleQuery = PageQuery.extend({
  q: textLine(0, QUERY_MAX).optional(),
  sector: Sector.optional(),
});
export type PeopleQuery = z.infer<typeof PeopleQuery>;

export const Message = z
  .object({
    id: Id,
    from: Person.nullable(),
    to: Person.nullable(),
    html: z.string(),
    /** Its first words, for a list. */
    excerpt: z.string(),
    sentAt: Instant,
    /** Written by who looks. */
    mine: z.boolean(),
    answersId: Id.nullable(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;
export const MessagePage = pageOf(Message, 'MessagePage');
/** A message with what it answers and what answers it, the oldest first. */
export const Conversation = z
  .object({
    message: Message,
    earlier: z.array(Message),
    later: z.array(Message),
    can: z.object({ answer: z.boolean() }),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;

export const WriteMessage = z
  .strictObject({
    body: textBlock(1, MESSAGE_MAX).refine((body) => body.trim() !== '', 'is empty'),
  })
  .meta({ id: 'WriteMessage' });
export type WriteMessage = z.infer<typeof WriteMessage>;
