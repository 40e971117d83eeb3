/** What may be given as a file, for forms and the server. Free of zod, so that the browser can load it alone. */

const MIB = 1024 * 1024;
/** A recorded talk of an hour fits; what is larger belongs on a video service, with a link here. */
export const FILE_MAX = 512 * MIB;
/** What a camera makes, several times over. */
export const PICTURE_MAX = 32 * MIB;

/** With a post: what a mailbox takes. What is larger belongs in the library. */
export const POST_FILE_MAX = 25 * MIB;
/** More than this is an album. */
export const POST_FILES_MAX = 10;
/** What posts name their files by; the rest of the address is 32 hexadecimal digits. */
export const FILE_ADDRESS = '/api/files/';

/** What a format is made of: how its bytes are looked at. */
export type Make = 'pdf' | 'picture' | 'office' | 'text' | 'sound' | 'film';
export interface FormatFacts {
  make: Make;
  type: string;
  endings: readonly string[];
}

/** The allow-list: nothing else is kept. No macros, no archives, nothing that a browser runs. */
export const FORMATS = {
  pdf: { make: 'pdf', type: 'application/pdf', endings: ['pdf'] },
  docx: {
    make: 'office',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  xlsx: {
    make: 'office',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['xlsx'],
  },
  pptx: {
    make: 'office',
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    endings: ['pptx'],
  },
  odt: { make: 'office', type: 'application/vnd.oasis.opendocument.text', endings: ['odt'] },
  ods: { make: 'office', type: 'application/vnd.oasis.opendocument.spreadsheet', endings: ['ods'] },
  odp: { make: 'office', type: 'application/vnd.oasis.opendocument.presentation', endings: ['odp'] },
  txt: { make: 'text', type: 'text/plain', endings: ['txt', 'md'] },
  csv: { make: 'text', type: 'text/csv', endings: ['csv'] },
  png: { make: 'picture', type: 'image/png', endings: ['png'] },
  jpg: { make: 'picture', type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  webp: { make: 'picture', type: 'image/webp', endings: ['webp'] },
  gif: { make: 'picture', type: 'image/gif', endings: ['gif'] },
  mp3: { make: 'sound', type: 'audio/mpeg', endings: ['mp3'] },
  mp4: { make: 'film', type: 'video/mp4', endings: ['mp4', 'm4v'] },
} as const satisfies Record<string, FormatFacts>;
export type FileFormat = keyof typeof FORMATS;
export const FILE_FORMATS = Object.keys(FORMATS) as [FileFormat, ...FileFormat[]];

export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '';

/** The format that a name claims, or undefined where the allow-list has none. */
export const formatOfName = (name: string): FileFormat | undefined => {
  const ending = endingOf(name);
  return FILE_FORMATS.find((format) => (FORMATS[format].endings as readonly string[]).includes(ending));
};

/** For a file field: every ending with its dot. */
export const ACCEPTED = FILE_FORMATS.flatMap((format) =>
  FORMATS[format].endings.map((ending) => `.${ending}`),
);
