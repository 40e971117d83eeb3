/// <reference types="vite/client" />
import type { CreateEvent, Repeat } from '@fingerpost/contracts/events';
import eventsFile from './events.json' with { type: 'json' };
import membersFile from './members.json' with { type: 'json' };
import type { Nation } from '@fingerpost/contracts/nations';
import type { CreatePartnership } from '@fingerpost/contracts/partnership-input';
import directoryFile from './partnerships.json' with { type: 'json' };
import spacesFile from './spaces.json' with { type: 'json' };

export interface StartingMember {
  handle: string;
  displayName: string;
  sector: 'nhs' | 'university' | 'public-library' | 'council' | 'charity' | 'patient-voice' | 'other';
  organisation: string;
  place: string;
  canHelpWith: string;
}

export interface StartingSpace {
  slug: string;
  name: string;
  summary: string;
  description: string;
  visibility: 'public' | 'members' | 'private';
  members: { handle: string; role: 'owner' | 'moderator' | 'member' }[];
}

/** Facts, not a demonstration: they stay when that is removed. */
export interface StartingDirectory {
  recordedOn: string;
  organisations: {
    name: string;
    sector: StartingMember['sector'];
    nation: Nation;
    place: string;
    formerNames: string[];
    /** The name of what took its place. */
    successor?: string;
  }[];
  partnerships: (CreatePartnership & { slug: string; asOf: string; related: string[] })[];
}

export interface StartingPost {
  author: string;
  minutesAfterStart: number;
  /** Index of an earlier post; null for the opening post alone. */
  replyTo: number | null;
  body: string;
  edited?: boolean;
}

export interface StartingDiscussion {
  space: string;
  kind: 'question' | 'discussion' | 'announcement';
  title: string;
  tags: string[];
  startedDaysAgo: number;
  /** Index of the accepted post. */
  acceptedAnswer: number | null;
  pinned: boolean;
  posts: StartingPost[];
}

/** An event by the days from the first start; its hours are London's. */
export interface StartingEvent extends Pick<CreateEvent, 'kind' | 'title' | 'format' | 'access' | 'body'> {
  space: string;
  author: string;
  writtenDaysAgo: number;
  startsInDays: number;
  lastsDays?: number;
  from: string;
  to: string;
  place?: { name: string; address: string };
  capacity?: number;
  joining?: { url: string; note: string };
  asOrganisation?: boolean;
  showsAttendees?: boolean;
  questions?: string[];
  repeat?: Repeat;
  /** Who answered, in this order; beyond the capacity they wait. */
  going: string[];
  shown?: string[];
}

const discussionFiles = import.meta.glob<StartingDiscussion>('./discussions/*.json', {
  eager: true,
  import: 'default',
});

export const startingDirectory = directoryFile as StartingDirectory;
export const startingMembers = membersFile as StartingMember[];
export const startingEvents = eventsFile as StartingEvent[];
export const startingSpaces = spacesFile as StartingSpace[];
// In the order of their numbers, so that every first start gives the same ids.
export const startingDiscussions: StartingDiscussion[] = Object.keys(discussionFiles)
  .sort()
  .map((path) => discussionFiles[path]!);
