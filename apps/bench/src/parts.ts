import type { Part } from './part.ts';

/** In the order in which they are measured: reads first, while nothing has been written. Loaded when asked for, as they need the product built. */
export const PARTS: Record<string, () => Promise<Part>> = {
  json: async () => (await import('./parts/json.ts')).json,
  html: async () => (await import('./parts/html.ts')).html,
  list: async () => (await import('./parts/list.ts')).list,
  events: async () => (await import('./parts/events.ts')).events,
  library: async () => (await import('./parts/library.ts')).library,
  directory: async () => (await import('./parts/directory.ts')).directory,
  downloads: async () => (await import('./parts/downloads.ts')).downloads,
  deep: async () => (await import('./parts/deep.ts')).deep,
  scale: async () => (await import('./parts/scale.ts')).scale,
  explain: async () => (await import('./parts/explain.ts')).explain,
  reply: async () => (await import('./parts/reply.ts')).reply,
  sockets: async () => (await import('./parts/sockets.ts')).sockets,
  inbox: async () => (await import('./parts/inbox.ts')).inbox,
  multitude: async () => (await import('./parts/multitude.ts')).multitude,
  costs: async () => (await import('./parts/costs.ts')).costs,
  web: async () => (await import('./parts/web.ts')).web,
};
