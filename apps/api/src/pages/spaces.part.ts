import type { Space } from '@fingerpost/contracts/spaces';
import { t } from '@fingerpost/messages';
import { html, type Html } from './html.js';
import { wordsAround } from './parts.js';
import { timeOf } from './times.js';

// The same markup as apps/web/src/spaces.

export const spaceFacts = (space: Space, now: Date): Html =>
  html`<p class="facts">
    ${
      space.membership?.state === 'active' &&
      html`<span class="kind">${t(`spaces.role.${space.membership.role}`)}</span>`
    }<span>${t(`common.visibility.${space.visibility}`)}</span>${space.memberCount !== null && html`<span>${t('spaces.members', { count: space.memberCount })}</span>`}${
      space.lastActivityAt &&
      html`<span>${wordsAround('spaces.active', timeOf(space.lastActivityAt, now))}</span>`
    }
  </p>`;

/** Join, ask to, or accept an invitation: whichever this viewer may. */
export function joinButton(space: Space, small = false): Html {
  const verb = space.can.join
    ? space.membership?.state === 'invited'
      ? 'accept'
      : 'join'
    : space.can.ask
      ? 'ask'
      : null;
  return html`<div class="join" tabindex="-1">
    ${
      verb &&
      html`<button
        type="button"
        class="button${small && ' button-quiet button-small'}"
        aria-label="${t(`spaces.${verb}Named`, { name: space.name })}"
      >
        ${t(`spaces.${verb}`)}
      </button>`
    }
  </div>`;
}

export const spaceCard = (space: Space, now: Date): Html =>
  html`<li class="space-card">
    <h3 class="space-card-name"><a href="/spaces/${space.slug}">${space.name}</a></h3>
    ${space.summary && html`<p class="space-card-summary">${space.summary}</p>`}${spaceFacts(space, now)}${
      space.membership?.state === 'asked' && html`<p class="small">${t('spaces.yours.asked')}</p>`
    }${joinButton(space, true)}
  </li>`;
