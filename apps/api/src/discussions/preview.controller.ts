import { Body, Controller, Post } from '@nestjs/common';
import { MarkdownPreview, PreviewMarkdown } from '@fingerpost/contracts/discussions';
import { Limited, Public, Returns } from '../http/decorators.js';
import { TheViewer, type Viewer } from '../http/viewer.js';
import { toHtml } from '../text/markdown.js';
import { PostFiles } from './post-files.js';

/** For whoever may write, and that begins before they sign in. */
@Controller('api/markdown')
export class PreviewController {
  constructor(private readonly files: PostFiles) {}

  @Post('preview')
  @Public()
  @Limited('preview', 60, 60)
  @Returns(MarkdownPreview)
  async preview(@TheViewer() viewer: Viewer, @Body({ schema: PreviewMarkdown }) { body }: PreviewMarkdown) {
    const { shown } = await this.files.named(viewer, body);
    return { html: toHtml(body, shown) };
  }
}
