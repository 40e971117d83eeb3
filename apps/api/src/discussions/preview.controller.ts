import { Body, Controller, Post } from '@nestjs/common';
import { MarkdownPreview, PreviewMarkdown } from '@fingerpost/contracts/discussions';
import { Limited, Public, Returns } from '../http/decorators.js';
import { toHtml } from '../text/markdown.js';

/** For whoever may write, and that begins before they sign in. */
@Controller('api/markdown')
export class PreviewController {
  @Post('preview')
  @Public()
  @Limited('preview', 60, 60)
  @Returns(MarkdownPreview)
  preview(@Body({ schema: PreviewMarkdown }) { body }: PreviewMarkdown) {
    return { html: toHtml(body) };
  }
}
