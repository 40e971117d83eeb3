import { ref, watch } from 'vue';

export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

const YEAR = 365 * 24 * 3600;
const root = document.documentElement;
const chosen = root.dataset.theme;
const theme = ref<Theme>(chosen === 'light' || chosen === 'dark' ? chosen : 'system');

// Kept in a cookie, since the server writes `data-theme` into the page before any script runs.
watch(theme, (value) => {
  const age = value === 'system' ? 0 : YEAR;
  document.cookie = `fp_theme=${value}; path=/; max-age=${age}; samesite=lax`;
  if (value === 'system') delete root.dataset.theme;
  else root.dataset.theme = value;
});

/** One choice for the whole page, wherever it is offered. */
export const useTheme = () => theme;
