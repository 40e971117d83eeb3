/** The rich editor itself, loaded when somebody begins to write. */
import { Editor, type JSONContent } from '@tiptap/core';
import { Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { holds, richExtensions, toDocument, toMarkdown } from './markdown';
import type { Format } from './markdownEdits';

export { holds };

export interface RichText {
  set: (text: string) => void;
  /** Makes the words read-only, or lets go of them again. */
  hold: (held: boolean) => void;
  apply: (format: Exclude<Format, 'link'>) => void;
  /** The address under the cursor, or null. */
  link: () => string | null;
  setLink: (address: string | null) => void;
  active: () => Format[];
  /** The words before the caret in its paragraph; null with a selection, and in code. */
  before: () => string | null;
  /** Puts a picture, or a link called by `name`, where the caret is. */
  insertFile: (address: string, name: string | null) => void;
  setAlt: (address: string, alt: string) => void;
  removePicture: (address: string) => void;
  /** Where the line of the caret ends, in the window. */
  lineEnd: () => number;
  /** Puts words in the place of so many characters before the caret. */
  replace: (length: number, words: string) => void;
  focus: () => void;
  destroy: () => void;
}

export interface RichPlan {
  host: HTMLElement;
  text: string;
  /** Where the caret stood in the text, or null when it was not there. */
  caret: number | null;
  attributes: Record<string, string>;
  onChange: (text: string) => void;
  onMove: () => void;
  onSend: () => void;
}

const CARET = '\uE000';

export function createRichText({
  host,
  text,
  caret,
  attributes,
  onChange,
  onMove,
  onSend,
}: RichPlan): RichText {
  let quiet = true;
  let held = false;
  const editor = new Editor({
    element: host,
    extensions: richExtensions(),
    content: caret === null ? toDocument(text) : documentWithCaret(text, caret),
    injectCSS: false,
    // Also while it is read-only, or it would lose the focus.
    coreExtensionOptions: { tabindex: { value: '0' } },
    editorProps: {
      attributes,
      handleDOMEvents: {
        keydown: (_view, event) => {
          // Tab leaves the editor as it leaves any field; lists are indented by Ctrl+].
          if (event.key === 'Tab') return true;
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
          event.preventDefault();
          onSend();
          return true;
        },
      },
    },
    onUpdate: () => {
      if (!quiet) onChange(toMarkdown(editor.getJSON()));
    },
    onTransaction: () => onMove(),
  });
  takeCaret(editor);
  // The toolbar and a file that arrives change the words as well as keys do.
  editor.registerPlugin(
    new Plugin({ filterTransaction: (tr) => quiet || !held || !(tr.docChanged || tr.storedMarksSet) }),
  );
  quiet = false;

  /** Every place where a picture stands, the last first, so that those before stay where they are. */
  const places = (address: string) => {
    const found: number[] = [];
    editor.state.doc.descendants((node, position) => {
      if (node.type.name === 'picture' && node.attrs['src'] === address) found.unshift(position);
    });
    return found;
  };
  const change = (address: string, step: (tr: Transaction, position: number) => unknown) => {
    const { tr } = editor.state;
    for (const position of places(address)) step(tr, position);
    editor.view.dispatch(tr);
  };
  const chain = () => editor.chain().focus(null, { scrollIntoView: false });
  return {
    set: (next) => {
      quiet = true;
      editor.commands.setContent(toDocument(next), { emitUpdate: false });
      quiet = false;
    },
    hold: (now) => {
      held = now;
      const readOnly = { ...attributes, 'aria-readonly': String(held) };
      editor.setOptions({
        editable: !held,
        editorProps: { ...editor.options.editorProps, attributes: readOnly },
      });
      // Takes the caret up again where it stood.
      if (!held && editor.view.dom === document.activeElement) editor.view.focus();
    },
    apply: (format) => void APPLY[format](chain(), editor).run(),
    link: () => (editor.isActive('link') ? (editor.getAttributes('link').href as string) : null),
    setLink: (address) => {
      if (address === null) return void chain().extendMarkRange('link').unsetLink().run();
      if (editor.state.selection.empty && !editor.isActive('link')) {
        const content: JSONContent = {
          type: 'text',
          text: address,
          marks: [{ type: 'link', attrs: { href: address } }],
        };
        return void chain().insertContent(content).unsetMark('link').run();
      }
      chain().extendMarkRange('link').setLink({ href: address }).run();
    },
    insertFile: (address, name) => {
      const content: JSONContent =
        name === null
          ? { type: 'picture', attrs: { src: address, alt: '' } }
          : { type: 'text', text: name, marks: [{ type: 'link', attrs: { href: address } }] };
      editor
        .chain()
        .insertContent([content, { type: 'text', text: ' ' }])
        .unsetMark('link')
        .run();
    },
    setAlt: (address, alt) => change(address, (tr, position) => tr.setNodeAttribute(position, 'alt', alt)),
    removePicture: (address) => change(address, (tr, position) => tr.delete(position, position + 1)),
    active: () =>
      FORMATS.filter(
        (format) => editor.isActive(format) || (format === 'code' && editor.isActive('codeBlock')),
      ),
    before: () => {
      const { $from, empty } = editor.state.selection;
      if (!empty || editor.isActive('code') || editor.isActive('codeBlock')) return null;
      return $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC');
    },
    lineEnd: () => editor.view.coordsAtPos(editor.state.selection.from).bottom,
    replace: (length, words) => {
      const { from } = editor.state.selection;
      editor.view.dispatch(editor.state.tr.insertText(words, from - length, from));
      editor.view.focus();
    },
    focus: () => editor.view.focus(),
    destroy: () => editor.destroy(),
  };
}

const FORMATS: Format[] = [
  'bold',
  'italic',
  'link',
  'bulletList',
  'orderedList',
  'blockquote',
  'code',
  'heading',
];

type Chain = ReturnType<Editor['chain']>;
const APPLY: Record<Exclude<Format, 'link'>, (chain: Chain, editor: Editor) => Chain> = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  heading: (chain) => chain.toggleHeading({ level: 3 }),
  code: (chain, editor) => (wantsBlock(editor) ? chain.toggleCodeBlock() : chain.toggleCode()),
};

/** Whole lines become a block of code, words within a line stay in it. */
function wantsBlock(editor: Editor): boolean {
  const { $from, $to } = editor.state.selection;
  return editor.isActive('codeBlock') || !$from.sameParent($to) || $from.parent.content.size === 0;
}

/** The document with a mark where the caret stood, unless the mark itself would change what the text means. */
function documentWithCaret(text: string, caret: number): JSONContent {
  const plain = toDocument(text);
  const marked = toDocument(text.slice(0, caret) + CARET + text.slice(caret));
  const same = (document: JSONContent) =>
    toMarkdown(document)
      .replaceAll(CARET, '')
      .replace(/[\s\\]+/g, '');
  return same(marked) === same(plain) ? marked : plain;
}

function takeCaret(editor: Editor): void {
  const { doc } = editor.state;
  let at = -1;
  doc.descendants((node, position) => {
    const index = node.text?.indexOf(CARET) ?? -1;
    if (index !== -1) at = position + index;
    return at === -1;
  });
  const tr = at === -1 ? editor.state.tr : editor.state.tr.delete(at, at + 1);
  const place = at === -1 ? TextSelection.atEnd(tr.doc) : TextSelection.near(tr.doc.resolve(at));
  editor.view.dispatch(tr.setSelection(place).setMeta('addToHistory', false));
}
