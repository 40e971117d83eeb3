/** Between the rich editor's document and the Markdown that is stored, with the server's dialect: no HTML, breaks kept. */
import { Extension, type AnyExtension, type JSONContent } from '@tiptap/core';
import { Markdown, MarkdownManager } from '@tiptap/markdown';
import StarterKit from '@tiptap/starter-kit';
import { Picture } from './pictureNode';
import { toMarkdown } from './serialize';

const DIALECT = { gfm: true, breaks: true };

const Indenting = Extension.create({
  name: 'indenting',
  addKeyboardShortcuts() {
    return {
      'Mod-]': () => this.editor.commands.sinkListItem('listItem'),
      'Mod-[': () => this.editor.commands.liftListItem('listItem'),
    };
  },
});

export const richExtensions = (): AnyExtension[] => [
  StarterKit.configure({
    underline: false,
    trailingNode: false,
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      // What the server lets through; anything else would be a link here and words there.
      isAllowedUri: (url, { defaultValidate }) =>
        defaultValidate(url) && (!/^[a-z][a-z\d+.-]*:/i.test(url) || /^(https?|mailto):/i.test(url)),
    },
  }),
  Markdown.configure({ markedOptions: DIALECT }),
  Indenting,
  Picture,
];

let manager: MarkdownManager | undefined;
function markdown(): MarkdownManager {
  if (manager) return manager;
  manager = new MarkdownManager({ extensions: richExtensions(), markedOptions: DIALECT });
  // What the server's dialect does not know is text here too.
  manager.instance.use({
    tokenizer: {
      html: () => undefined,
      tag: () => undefined,
      url: (src: string) => (/^https?:\/\//i.test(src) ? false : undefined),
    },
  });
  return manager;
}

const INLINE_WITHIN = ['paragraph', 'heading'];

/** The parser leaves out the paragraph around a picture that stands alone; a picture is a word of one all the same. */
function inParagraphs(node: JSONContent): JSONContent {
  if (!node.content || INLINE_WITHIN.includes(node.type ?? '')) return node;
  const content = node.content.map((child) =>
    child.type === 'picture' ? { type: 'paragraph', content: [child] } : inParagraphs(child),
  );
  return { ...node, content };
}

export const toDocument = (text: string): JSONContent => {
  const document = inParagraphs(markdown().parse(text));
  return document.content?.length ? document : { type: 'doc', content: [{ type: 'paragraph' }] };
};

export { toMarkdown };

/** Whether the rich editor can hold this text: what comes out again reads the same. */
export function holds(text: string): boolean {
  const { instance } = markdown();
  const read = (source: string) => sameLooks(instance.parse(source, { async: false }) as string);
  return read(text) === read(toMarkdown(toDocument(text)));
}

// Bold in italic looks as italic in bold; space counts in code alone; a paragraph's tags in a list item only say how airy the list was typed.
const sameLooks = (html: string) =>
  html
    .split(/(<pre>.*?<\/pre>)/s)
    .map((piece, index) =>
      index % 2
        ? piece
        : piece
            .replace(/<\/?p>|\s+/g, '')
            .replaceAll('<em><strong>', '<strong><em>')
            .replaceAll('</strong></em>', '</em></strong>'),
    )
    .join('');
