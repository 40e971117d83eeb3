import type { Discussion, Post } from '@fingerpost/contracts/discussions';

/** Enough for a search engine to know what it reads; the page has the rest. */
const REPLIES = 5;
const WORDS = 600;

/** A thread as schema.org describes it: a question with its answers, or a posting with comments. */
export function threadData(discussion: Discussion, posts: readonly Post[]): object {
  const opening = posts.find(({ number }) => number === 1);
  const replies = posts
    .filter(({ number, state, id }) => number > 1 && state === 'published' && id !== discussion.answer?.id)
    .slice(0, REPLIES);
  const text = opening ? plain(opening.html) : discussion.excerpt;
  const about = { text, author: person(discussion.author.name), datePublished: discussion.createdAt };
  if (discussion.kind !== 'question')
    return {
      '@type': 'DiscussionForumPosting',
      headline: discussion.title,
      ...about,
      commentCount: discussion.replyCount,
      comment: replies.map((post) => said('Comment', post)),
    };
  return {
    '@type': 'QAPage',
    mainEntity: {
      '@type': 'Question',
      name: discussion.title,
      ...about,
      answerCount: discussion.replyCount,
      ...(discussion.answer && { acceptedAnswer: said('Answer', discussion.answer) }),
      ...(replies.length > 0 && { suggestedAnswer: replies.map((post) => said('Answer', post)) }),
    },
  };
}

const said = (type: string, post: Post) => ({
  '@type': type,
  text: plain(post.html),
  author: person(post.author?.name),
  datePublished: post.writtenAt,
});
const person = (name: string | undefined) => ({ '@type': 'Person', name: name || 'Former member' });

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
/** Of HTML that was sanitised when it was written: dropping its tags is enough. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, WORDS)
    .toWellFormed();
