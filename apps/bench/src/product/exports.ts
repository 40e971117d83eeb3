/** What the bench takes from the product's source, so that no reference can drift from it. Built to dist/product.js. */
export { PostQueries } from '../../../api/src/discussions/posts.queries.js';
export { DiscussionQueries } from '../../../api/src/discussions/discussions.queries.js';
export { SOURCES, indexThings } from '../../../api/src/search/sources.js';
export { Jobs } from '../../../api/src/jobs/jobs.service.js';
export { dataSourceOptions } from '../../../api/src/database/data-source.js';
export { toHtml, toText } from '../../../api/src/text/markdown.js';
export { GUEST } from '../../../api/src/http/viewer.js';
export { PostQuery, DiscussionQuery } from '@fingerpost/contracts/discussions';
