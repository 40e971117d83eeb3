/** How often a test of random worlds runs: `usual` times, or as often as the variable says, for long runs by hand. */
export const runs = (variable: string, usual: number): number => Number(process.env[variable] ?? usual);
