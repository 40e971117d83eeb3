/** WCAG 2's relative luminance and contrast, for the test of the tokens. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** The colours of tokens.css in one mode, by name. */
export function paletteOf(tokens: string, mode: 'light' | 'dark'): Record<string, string> {
  const pairs = tokens.matchAll(/--([\w-]+):\s*(?:light-dark\((#\w{6}),\s*(#\w{6})\)|(#\w{6}));/g);
  return Object.fromEntries(
    [...pairs].map(([, name, light, dark, both]) => [name!, (both ?? (mode === 'light' ? light : dark))!]),
  );
}
