import { Bold, Code, Heading, Italic, Link, List, ListOrdered, TextQuote } from '@lucide/vue';
import type { Component } from 'vue';
import type { Format } from './markdownEdits';

/** The toolbar in its order; the keys are those that the rich editor itself knows. */
export const FORMATS: { format: Format; icon: Component; keys?: string }[] = [
  { format: 'bold', icon: Bold, keys: 'Control+B' },
  { format: 'italic', icon: Italic, keys: 'Control+I' },
  { format: 'link', icon: Link },
  { format: 'bulletList', icon: List, keys: 'Control+Shift+8' },
  { format: 'orderedList', icon: ListOrdered, keys: 'Control+Shift+7' },
  { format: 'blockquote', icon: TextQuote, keys: 'Control+Shift+B' },
  { format: 'code', icon: Code, keys: 'Control+E' },
  { format: 'heading', icon: Heading, keys: 'Control+Alt+3' },
];
