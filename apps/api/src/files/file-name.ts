import { endingOf } from '@fingerpost/contracts/formats';

/** What every file system and mail program takes, the ending included. */
const NAME_MAX = 120;
/** Signs that no name needs: control characters, and those that turn the reading direction so that `exe` looks like `pdf`. */
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const FORBIDDEN = /[<>:"|?*]/g;
/** Windows takes these for machines, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** The name that others will see and save: never a path, never a trick. The ending stays what it was. */
export function safeName(given: string): string {
  const name = (given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(UNSEEN, '')
    .replace(FORBIDDEN, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(DEVICE, 'file');
  const ending = endingOf(name);
  const stem = ending ? name.slice(0, -ending.length - 1).trim() : name;
  const shown = Array.from(stem || 'file')
    .slice(0, NAME_MAX - ending.length - 1)
    .join('')
    .trim();
  return ending ? `${shown}.${ending}` : shown;
}

/** RFC 6266: plain letters for old programs, the whole name for the rest. Always to be saved, never shown as a page. */
export function disposition(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '-');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
