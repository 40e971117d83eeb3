import type { Part } from './part.ts';
import { costs } from './parts/costs.ts';
import { deep } from './parts/deep.ts';
import { explain } from './parts/explain.ts';
import { html } from './parts/html.ts';
import { inbox } from './parts/inbox.ts';
import { json } from './parts/json.ts';
import { list } from './parts/list.ts';
import { multitude } from './parts/multitude.ts';
import { reply } from './parts/reply.ts';
import { scale } from './parts/scale.ts';
import { sockets } from './parts/sockets.ts';
import { web } from './parts/web.ts';

/** In the order in which they are measured: reads first, while nothing has been written. */
export const PARTS: Record<string, Part> = {
  json,
  html,
  list,
  deep,
  scale,
  explain,
  reply,
  sockets,
  inbox,
  multitude,
  costs,
  web,
};
