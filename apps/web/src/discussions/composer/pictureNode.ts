import { Node } from '@tiptap/core';
import { isOwnFile } from './pictures';

/** A picture of one's own within the words. One of elsewhere is not shown: nothing leaves the origin. */
export const Picture = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: () => ({ src: { default: '' }, alt: { default: '' } }),
  parseHTML: () => [
    { tag: 'img[src]', getAttrs: (element) => isOwnFile(element.getAttribute('src')) && null },
  ],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
  markdownTokenName: 'image',
  parseMarkdown: (token, helpers) => {
    const { href, text = '' } = token;
    if (isOwnFile(href)) return helpers.createNode('picture', { src: href, alt: wordsOf(text) });
    return helpers.createTextNode(text);
  },
});

/** As the server reads the words of a picture: without their marks. */
const wordsOf = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
