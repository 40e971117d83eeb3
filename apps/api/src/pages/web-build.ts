import { Injectable } from '@nestjs/common';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { BARE_SHELL, cutShell, type Shell } from './document.js';
import { raw, type Html } from './html.js';
import { linksOf, type Manifest } from './manifest.js';

/** A rebuilt web client shows without a restart; looking more often would cost more than it tells. */
const LOOK_EVERY = 1_000;

/** What `vite build` made of apps/web: the shell of every page, and the files beside it. */
@Injectable()
export class WebBuild {
  private readonly folder = findFolder(import.meta.dirname);
  private built = Number.NaN;
  private looked = Number.NEGATIVE_INFINITY;
  private cut: Shell = cutShell(BARE_SHELL);
  /** Former files stay: pages that are still open ask for them. */
  private readonly kept = new Map<string, Buffer>();
  private manifest: Manifest = {};
  private readonly links = new Map<string, Html>();

  shell(): Shell {
    this.look();
    return this.cut;
  }

  /** What the document of a page needs of the client's own files for it: `discussions/DiscussionPage`. */
  linksOf(component: string | undefined): Html {
    if (component === undefined) return raw('');
    this.look();
    let links = this.links.get(component);
    if (!links) this.links.set(component, (links = linksOf(this.manifest, `src/${component}.vue`)));
    return links;
  }

  /** A built file by its path from the root of the site. */
  file(name: string): Buffer | undefined {
    this.look();
    return this.kept.get(name);
  }

  private look(): void {
    const now = performance.now();
    if (now - this.looked < LOOK_EVERY || !this.folder) return;
    this.looked = now;
    const built = statSync(path.join(this.folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs;
    if (built === undefined || built === this.built) return;
    for (const name of readdirSync(this.folder, { recursive: true, encoding: 'utf8' }))
      this.keep(this.folder, name);
    this.cut = cutShell(readFileSync(path.join(this.folder, 'index.html'), 'utf8'));
    this.manifest = JSON.parse(this.kept.get('/.vite/manifest.json')?.toString() ?? '{}') as Manifest;
    this.links.clear();
    this.built = built;
  }

  private keep(folder: string, name: string): void {
    const file = path.join(folder, name);
    if (statSync(file).isFile()) this.kept.set(`/${name.split(path.sep).join('/')}`, readFileSync(file));
  }
}

/** From wherever this code was bundled to, up to the checkout and into the web client's build. */
function findFolder(from: string): string | null {
  for (let folder = from; folder !== path.dirname(folder); folder = path.dirname(folder))
    if (existsSync(path.join(folder, 'apps', 'web', 'package.json')))
      return path.join(folder, 'apps', 'web', 'dist');
  return null;
}
