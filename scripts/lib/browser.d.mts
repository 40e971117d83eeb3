/** Where the browser for the journeys is; fetched when there is none. */
export function findBrowser(): Promise<string>;
/** One without windows, which opens a page in half of the time; null where there is none. */
export function findWindowless(): string | null;
