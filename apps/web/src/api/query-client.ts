import { QueryClient } from '@tanstack/vue-query';
import { isProblem } from './problem';

const RETRIES = 2;

/** Reads come again by themselves when the server was only away; a refusal stands. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < RETRIES && isProblem(error) && error.passing,
      retryDelay: (failures, error) =>
        isProblem(error) && error.retryAfter ? error.retryAfter * 1000 : 800 * (failures + 1),
    },
    // A write is sent again by its author, with the words before their eyes.
    mutations: { retry: false },
  },
});
