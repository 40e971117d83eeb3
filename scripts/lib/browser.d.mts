/** Where the browser for the journeys is; fetched when there is none. */
export function findBrowser(): Promise<string>;
