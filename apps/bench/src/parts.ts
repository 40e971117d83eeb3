import type { Part } from './part.ts';
import { html } from './parts/html.ts';
import { json } from './parts/json.ts';
import { list } from './parts/list.ts';
import { reply } from './parts/reply.ts';

export const PARTS: Record<string, Part> = { json, html, list, reply };
