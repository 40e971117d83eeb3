import { Get, applyDecorators } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../http/decorators.js';

export const AnswersHtml = () =>
  applyDecorators(
    Public(),
    ApiTags('pages'),
    ApiResponse({
      status: 200,
      description: 'A page',
      content: { 'text/html': { schema: { type: 'string' } } },
    }),
  );
/** A whole page as HTML, for anybody; what is in it depends on who asks. */
export const HtmlPage = (...paths: string[]) => applyDecorators(Get(paths), AnswersHtml());
