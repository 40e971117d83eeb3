import { useQuery } from '@tanstack/vue-query';
import type { Home } from '@fingerpost/contracts/home';
import { request } from '../api/request';

export const HOME_KEY = ['home'] as const;

export const useHome = () =>
  useQuery({ queryKey: HOME_KEY, queryFn: ({ signal }) => request<Home>('/home', { signal }) });
