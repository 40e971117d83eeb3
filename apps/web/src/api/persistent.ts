const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
/** Some twenty minutes; a chunk that is gone by then went with its build. */
const TRIES = 45;

/** Loads a part of the page until it is here: a phone that was in a tunnel just then must not lose it for good. */
export async function persistent<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 1, wait = FIRST_WAIT; ; tries++, wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      return await load();
    } catch (fault) {
      if (tries >= TRIES) throw fault;
      await connectedAgain(wait);
    }
  }
}

/** When the browser says that it is online again, and after `most` milliseconds in any case. */
const connectedAgain = (most: number) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, most);
    addEventListener('online', done);
  });
