import { Controller, Get, Header } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../http/decorators.js';
import { Sitemap } from './sitemap.service.js';

const text = (type: string) =>
  ApiResponse({ status: 200, content: { [type]: { schema: { type: 'string' } } } });

/** For search engines: what is public, and what is not worth reading. */
@Controller()
@ApiTags('pages')
export class SitemapController {
  constructor(private readonly sitemap: Sitemap) {}

  @Get('sitemap.xml')
  @Public()
  @text('application/xml')
  @Header('content-type', 'application/xml; charset=utf-8')
  xml(): Promise<string> {
    return this.sitemap.xml();
  }

  @Get('robots.txt')
  @Public()
  @text('text/plain')
  @Header('content-type', 'text/plain; charset=utf-8')
  robots(): Promise<string> {
    return this.sitemap.robots();
  }
}
