/** Limits that forms and the server share, each with its reason. Free of zod, so that the browser can load them alone. */

/** A title is one line in a list and the subject of a mail. */
export const TITLE_MIN = 3;
export const TITLE_MAX = 200;
/** 32 kB is about 5,000 words; markdown-it stays under 0.7 s there (measured on tables, its worst case). */
export const BODY_MAX = 32_000;
export const NAME_MAX = 80;
export const ORGANISATION_MAX = 160;
export const SUMMARY_MAX = 240;
export const DESCRIPTION_MAX = 8_000;
/** RFC 5321: 254 octets is the longest address that mail can carry. */
export const EMAIL_MAX = 254;
/** NIST and ASVS advise length over rules; 128 bounds the cost of hashing. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;
/** Minutes that a six-digit code is good for: mail gateways hold mail back, sometimes for half an hour. */
export const CODE_MINUTES = 60;
export const TAGS_MAX = 5;
export const TAG_MAX = 40;
export const PAGE_DEFAULT = 20;
export const PAGE_MAX = 100;
/** A reply's depth is shown two deep; beyond it stands "in reply to". */
export const DEPTH_SHOWN = 2;
/** Longer queries are pasted text, not questions. */
export const QUERY_MAX = 200;
/** What changed in a version of a resource: one line of its history. */
export const NOTE_MAX = 240;
/** How a resource was used: two sentences, not a report. */
export const USE_WORDS_MAX = 400;
/** What a collection is for: a paragraph above a list. */
export const COLLECTION_TEXT_MAX = 500;
/** Longer than anybody reads through; what has more is two collections. */
export const COLLECTION_MAX = 100;
/** Every sector there is. */
export const AUDIENCE_MAX = 7;
/** What browsers and mail programs follow without cutting it. */
export const URL_MAX = 2_000;
/** Other names of one thing: more is a sign of two things. */
export const NAMES_MAX = 20;
/** Links, sources, activities and aims of a record: what somebody can read through. */
export const LIST_MAX = 50;
/** The largest network in the founding article counts "more than fifty libraries". */
export const MEMBERS_MAX = 200;
/** Messages that a member may write to others in a day: a busy organiser needs few, a spammer needs many. */
export const MESSAGES_A_DAY = 20;
/** And to one person before they answered. */
export const UNANSWERED_MAX = 3;
export const MESSAGE_MAX = 4_000;
/** A kilometre of the map is 50 px there: closer in, shapes of 1:10,000,000 say nothing more. */
export const ZOOM_MAX = 10;
/** A place is one line of a list; its address one line of a calendar. */
export const PLACE_MAX = 120;
export const ADDRESS_MAX = 240;
/** Reasons and notes are one line of a mail. */
export const REASON_MAX = 240;
/** The longest address that browsers and mail programs all carry. */
export const LINK_MAX = 2_000;
/** More than any hall of the sector holds; a typing slip beyond it is caught. */
export const CAPACITY_MAX = 100_000;
/** A year of weeks: what is further off is not planned yet. */
export const SERIES_MAX = 52;
/** A difference of words that a mail tells; a longer one is read on the page. It stands in activities, which many parts read. */
export const WORDS_TOLD_MAX = 500;
/** The longest names of the zone database have 32 letters. */
export const ZONE_MAX = 64;
/** So many events of a day stand in a month; the rest is a click away. */
export const DAY_SHOWN = 3;
/** More than five is a form of its own, which belongs elsewhere. */
export const QUESTIONS_MAX = 5;
/** A question to those who come is one line, and so is its answer: whoever has more to say writes to the organisers. */
export const QUESTION_MAX = 160;
export const ANSWER_MAX = 240;
/** Days after an event for which its organisers still need what was answered: to pay for lunch, to say thank you. */
export const ANSWERS_KEPT_DAYS = 30;
