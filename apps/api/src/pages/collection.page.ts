import { Injectable } from '@nestjs/common';
import type { Collection } from '@fingerpost/contracts/collections';
import { t } from '@fingerpost/messages';
import { Config } from '../config/settings.js';
import { notFound } from '../http/problem.js';
import { Collections } from '../resources/collections/collections.service.js';
import { collectionData, collectionFacts, collectionPath } from './collections.part.js';
import { html, type Html } from './html.js';
import type { Elsewhere, Page, Seen } from './page.js';
import { empty } from './parts.js';
import { resourceRow } from './resources.part.js';
import { idOf } from './thread.address.js';

/** One collection: what it is for, and what is in it, in its order. */
@Injectable()
export class CollectionPage {
  constructor(
    private readonly config: Config,
    private readonly collections: Collections,
  ) {}

  async write(seen: Seen, idSlug: string): Promise<Page | Elsewhere> {
    const collection = await this.find(seen, idSlug);
    const path = collectionPath(collection);
    if (path !== `/collections/${idSlug}`) return { to: path, status: 301 };
    const isPublic = collection.space.visibility === 'public';
    return {
      title: collection.title,
      description: collection.summary || t('resources.collections.description'),
      canonical: isPublic ? path : null,
      main: main(collection, seen.now),
      known: [[['collections', 'detail', collection.id], collection]],
      ...(isPublic && { data: collectionData(collection, (at) => this.config.address + at) }),
      component: 'resources/collections/CollectionPage',
      keep: true,
    };
  }

  /** The form to change it, drawn by the scripts. */
  async edit(seen: Seen, idSlug: string): Promise<Page | Elsewhere> {
    const collection = await this.find(seen, idSlug);
    const path = collectionPath(collection);
    if (path !== `/collections/${idSlug}`) return { to: `${path}/edit`, status: 301 };
    return {
      title: t('resources.collections.edit.title'),
      canonical: null,
      main: html`<div class="page page-narrow">
        <div class="page-head">
          <p class="back"><a href="${path}">${collection.title}</a></p>
          <h1 tabindex="-1">${t('resources.collections.edit.title')}</h1>
        </div>
        <noscript><p class="notice">${t('pages.needsScripts')}</p></noscript>
      </div>`,
      known: [[['collections', 'detail', collection.id], collection]],
      component: 'resources/collections/EditCollectionPage',
    };
  }

  private find({ viewer }: Seen, idSlug: string): Promise<Collection> {
    const id = idOf(idSlug);
    if (id === null) throw notFound();
    return this.collections.detail(viewer, id);
  }
}

const main = (collection: Collection, now: Date): Html =>
  html`<div class="page page-resource">
    <p class="back"><a href="/collections">${t('resources.collections.title')}</a></p>
    <div class="resource-top">
      <header class="page-head">
        <p class="facts">
          <span class="kind">${t('resources.collections.kind')}</span
          ><a href="/spaces/${collection.space.slug}">${collection.space.name}</a>
        </p>
        <h1 tabindex="-1">${collection.title}</h1>
        ${collection.summary && html`<p class="collection-summary">${collection.summary}</p>`}${collectionFacts(collection, now)}
      </header>
      ${
        collection.can.change &&
        html`<a class="button button-quiet button-small" href="${collectionPath(collection)}/edit"
          >${t('resources.collections.change')}</a
        >`
      }
    </div>
    ${
      collection.items.length === 0
        ? empty(
            t('resources.collections.empty'),
            t(`resources.collections.${collection.can.add ? 'emptyHint' : 'emptyOthers'}`),
            html`<a class="button button-quiet" href="/resources">${t('resources.collections.library')}</a>`,
          )
        : html`<ol class="resource-list collection-items">
            ${collection.items.map(({ resource, note }) => resourceRow(resource, now, { note, inSpace: resource.space.id === collection.space.id }))}
          </ol>`
    }
    ${collection.can.add && collection.items.length > 0 && html`<p class="small quiet">${t('resources.collections.addHint')}</p>`}
  </div>`;
