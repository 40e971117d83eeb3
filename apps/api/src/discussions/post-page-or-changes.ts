import { PostChanges, PostPage } from '@fingerpost/contracts/discussions';
import { z } from 'zod';

/** `?changedAfter=` answers changes, everything else a page. Told apart by a key, so that each item is checked once. */
export const PostPageOrChanges = z.union([PostPage, PostChanges]).meta({ id: 'PostPageOrChanges' });
