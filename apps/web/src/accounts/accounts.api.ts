import type {
  AskForCode,
  ChangeMe,
  CodeSent,
  ConfirmCode,
  Confirmed,
  CreateToken,
  Me,
  Session,
  SignIn,
  SignUp,
  Token,
  Viewing,
} from '@fingerpost/contracts/accounts';
import { PAGE_MAX } from '@fingerpost/contracts/limits';
import type { Page } from '@fingerpost/contracts/common';
import type { Organisation } from '@fingerpost/contracts/organisations';
import { request } from '../api/request';

export const signUp = (body: SignUp) => request<CodeSent>('/auth/sign-up', { method: 'POST', body });
export const signIn = (body: SignIn) => request<Viewing>('/auth/sign-in', { method: 'POST', body });
export const askForCode = (body: AskForCode) => request<CodeSent>('/auth/code', { method: 'POST', body });
export const confirmCode = (body: ConfirmCode) =>
  request<Confirmed>('/auth/code/confirm', { method: 'POST', body });
export const signOut = (everywhere = false) =>
  request<void>('/auth/sign-out', { method: 'POST', body: { everywhere } });

export const changeMe = (body: ChangeMe) => request<Me>('/me', { method: 'PATCH', body });
export const fetchSessions = (signal?: AbortSignal) =>
  request<Page<Session>>('/me/sessions', { query: { limit: PAGE_MAX }, signal });
export const endSession = (id: number) => request<void>(`/me/sessions/${id}`, { method: 'DELETE' });

export const createToken = (body: CreateToken) => request<Token>('/me/tokens', { method: 'POST', body });

export const findOrganisations = (q: string, signal?: AbortSignal) =>
  request<Page<Organisation>>('/organisations', { query: { q, limit: 8 }, signal });
