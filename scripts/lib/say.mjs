// A line at least every five seconds, so that nobody wonders whether it still works.
const BEAT_MS = 4_500;

// Whoever read the output may be gone, as in `npm start | head`; that must not end the server.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

export const say = (line) => console.log(line);

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Says what begins, says so again while it lasts, and says when it is done.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @param {(result: T) => string | null} done
 */
export async function during(what, work, done = () => `${what}: done`) {
  const since = performance.now();
  say(`${what} …`);
  const beat = setInterval(
    () => say(`${what} … ${Math.round((performance.now() - since) / 1000)} s so far`),
    BEAT_MS,
  );
  try {
    const result = await work();
    const line = done(result);
    if (line) say(`${line} (${seconds(since)})`);
    return result;
  } finally {
    clearInterval(beat);
  }
}
